using DataMigration.Configuration;
using DataMigration.Diagnostics;
using DataMigration.Journals;
using DataMigration.State;

namespace DataMigration.Rollback;

/// <summary>What undoing a run came to.</summary>
/// <param name="Loaded">The project file, for rendering carets, and the secrets to mask.</param>
/// <param name="Diagnostics">What is wrong with the project file.</param>
public sealed record RollbackResult(LoadedPipeline Loaded, DiagnosticBag Diagnostics)
{
    /// <summary>The run that was to be undone.</summary>
    public required string Run { get; init; }

    /// <summary>The rollback's own id; null when nothing was changed.</summary>
    public string? Rollback { get; init; }

    /// <summary>How the rollback ended.</summary>
    public RunStatus Status { get; init; } = RunStatus.Completed;

    /// <summary>Each target, in the order in which they are undone.</summary>
    public IReadOnlyList<TargetUndo> Targets { get; init; } = [];

    /// <summary>Why it was refused, failed or left rows, secrets masked; or null.</summary>
    public Diagnostic? Error { get; init; }

    /// <summary>By the table of exit codes.</summary>
    public required int ExitCode { get; init; }
}

/// <summary>One target of a run, undone.</summary>
/// <param name="Target">Its name in the pipeline.</param>
/// <param name="What">What it is: a table, a path.</param>
/// <param name="Bytes">What its journal takes.</param>
/// <param name="Plan">What was to be done; null when its journal is gone already.</param>
/// <param name="Result">What was done; null when nothing was.</param>
public sealed record TargetUndo(string Target, string What, long Bytes, UndoPlan? Plan, UndoResult? Result);
