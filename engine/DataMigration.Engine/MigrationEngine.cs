using DataMigration.Catalogue;
using DataMigration.Configuration;
using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.Planning;

namespace DataMigration;

/// <summary>The engine's front door: what the command line and the dashboard call.</summary>
public sealed class MigrationEngine
{
    /// <param name="catalogue">The components of this program.</param>
    /// <param name="time">The clock.</param>
    public MigrationEngine(ComponentCatalogue catalogue, TimeProvider time) => _ = (catalogue, time);

    /// <summary>Everything that can be known about a pipeline without touching data; with <paramref name="connect"/> also its real schemas.</summary>
    public ValueTask<PlanResult> PlanAsync(string path, LoadOptions options, bool connect, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>
    /// Runs a pipeline. Never throws for a bad pipeline, bad rows or a failing world: those stand in the result. A report exists once the run began, also when it
    /// was cancelled or failed; it is in <c>.datamigration/runs/&lt;run&gt;/report.json</c> too.
    /// </summary>
    public ValueTask<RunResult> RunAsync(string path, LoadOptions load, RunOptions options, IRunObserver observer, CancellationToken cancellationToken) => throw new NotImplementedException();
}

/// <param name="Loaded">The files, for rendering carets, and the secrets to mask.</param>
/// <param name="Diagnostics">All findings, of loading and planning.</param>
/// <param name="Plan">What would run, or null when there are errors.</param>
public sealed record PlanResult(LoadedPipeline Loaded, DiagnosticBag Diagnostics, PlanDescription? Plan);

/// <param name="Loaded">The files, for rendering carets, and the secrets to mask.</param>
/// <param name="Diagnostics">All findings; with errors, nothing ran.</param>
/// <param name="Report">The report, or null when the pipeline is invalid.</param>
public sealed record RunResult(LoadedPipeline Loaded, DiagnosticBag Diagnostics, RunReport? Report)
{
    /// <summary>By the table of exit codes.</summary>
    public int ExitCode => Report?.ExitCode ?? 2;
}
