using DataMigration.Checkpoints;
using DataMigration.Cli.Display;
using DataMigration.Cli.Logging;
using DataMigration.Cli.Output;
using DataMigration.Configuration;
using DataMigration.Execution;
using DataMigration.Orchestration;

namespace DataMigration.Cli;

/// <summary>Runs pipelines one after the other, each with its display, its log and its report.</summary>
internal sealed class PipelineRuns(MigrationEngine engine, Terminal terminal, IRunReports reports, bool verbose)
{
    /// <returns>The one pipeline's exit code; of several, 1 when any of them failed or was kept back, whatever the cause.</returns>
    public async Task<int> ExecuteAsync(IReadOnlyList<string> files, LoadOptions load, RunOptions options, CancellationToken cancellationToken)
    {
        int exit = ExitCodes.Invalid;
        if (files.Count == 0) terminal.Error.WriteLine("There is no pipeline to run.");
        else if (files.Count == 1) exit = await RunAsync(files[0], load, options, cancellationToken);
        else if (await OrderAsync(files, load, cancellationToken) is { } order) exit = await RunInOrderAsync(order, files, load, options, cancellationToken);
        reports.Complete();
        return exit;
    }

    /// <returns>As of a run; 2 when it is not taken up.</returns>
    public async Task<int> ResumeAsync(string file, LoadOptions load, RunOptions options, EarlierRun earlier, CancellationToken cancellationToken)
    {
        int exit = await RunAsync(file, observer => engine.ResumeAsync(file, load, options, earlier, observer, cancellationToken));
        reports.Complete();
        return exit;
    }

    /// <returns>As of a run; 2 when it is refused.</returns>
    public async Task<int> ReplayAsync(string file, LoadOptions load, RunOptions options, CancellationToken cancellationToken)
    {
        int exit = await RunAsync(file, observer => engine.ReplayAsync(file, load, options, observer, cancellationToken));
        reports.Complete();
        return exit;
    }

    private async Task<int> RunInOrderAsync(PipelineOrder order, IReadOnlyList<string> files, LoadOptions load, RunOptions options, CancellationToken cancellationToken)
    {
        int worst = ExitCodes.Good;
        var outcomes = new PipelineOutcomes(order);
        for (int place = 0; place < order.Pipelines.Count && !cancellationToken.IsCancellationRequested; place++)
        {
            var pipeline = order.Pipelines[place];
            string file = files[pipeline.Given];
            // A dry run moves nothing that the next could build on, and is there to find all that is wrong.
            if (!options.DryRun && outcomes.Obstacle(place) is { } obstacle)
            {
                reports.AddNotRun(NotRunPipeline.Of(pipeline, file, obstacle));
                worst = Math.Max(worst, ExitCodes.RanBadly);
                continue;
            }
            int exit = await RunAsync(file, load, options, cancellationToken);
            outcomes.Ended(place, exit);
            // Of several, others have run: that nothing was touched, as Invalid says, would be wrong.
            worst = Math.Max(worst, exit is ExitCodes.Invalid or ExitCodes.Failed ? ExitCodes.RanBadly : exit);
        }
        return worst;
    }

    private Task<int> RunAsync(string file, LoadOptions load, RunOptions options, CancellationToken cancellationToken) =>
        RunAsync(file, observer => engine.RunAsync(file, load, options, observer, cancellationToken));

    private async Task<int> RunAsync(string file, Func<IRunObserver, ValueTask<RunResult>> run)
    {
        var place = new RunPlace();
        RunResult result;
        using (var log = new RunLog(verbose))
        await using (var display = Display())
        await using (var observers = new ObserverQueue(place, log, display))
            result = await run(observers);
        var findings = new Findings();
        findings.Add(result.Loaded, result.Diagnostics);
        FindingsText.Write(terminal.Error, terminal.ErrorPaint, findings);
        if (result.Report is { } report) reports.Add(report, place.ReportPath, result.StandardOutputTaken);
        else reports.AddInvalid(file, findings);
        return result.ExitCode;
    }

    /// <summary>Of several pipelines none starts while one of them is invalid, or their order: exit code 2 means that nothing was touched.</summary>
    private async Task<PipelineOrder?> OrderAsync(IReadOnlyList<string> files, LoadOptions load, CancellationToken cancellationToken)
    {
        var plans = new List<PlanResult>();
        foreach (string file in files) plans.Add(await engine.PlanAsync(file, load, connect: false, cancellationToken));
        var order = PipelineOrder.Of([.. plans.Select(p => p.Loaded)]);
        var (all, between) = (new Findings(), new Findings());
        for (int i = 0; i < files.Count; i++)
        {
            var own = new Findings();
            foreach (var findings in (Findings[])[all, own]) findings.Add(plans[i].Loaded, plans[i].Diagnostics);
            foreach (var findings in (Findings[])[all, own, between]) findings.Add(plans[i].Loaded, order.Findings[i]);
            if (own.Errors > 0) reports.AddInvalid(files[i], own);
        }
        // Each run says its own findings again.
        FindingsText.Write(terminal.Error, terminal.ErrorPaint, all.Errors > 0 ? all : between);
        if (all.Errors == 0) return order;
        terminal.Error.WriteLine($"{FindingsText.Summary(files.Count, all)}; none was run.");
        return null;
    }

    private IRunDisplay Display() =>
        verbose ? new NoDisplay() : terminal.ErrorIsTerminal ? new LiveDisplay(terminal) : new PlainDisplay(terminal.Error, TimeProvider.System);
}
