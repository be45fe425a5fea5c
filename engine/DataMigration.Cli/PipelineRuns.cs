using DataMigration.Cli.Display;
using DataMigration.Cli.Logging;
using DataMigration.Cli.Output;
using DataMigration.Configuration;
using DataMigration.Execution;

namespace DataMigration.Cli;

/// <summary>Runs pipelines one after the other, each with its display, its log and its report.</summary>
internal sealed class PipelineRuns(MigrationEngine engine, Terminal terminal, IRunReports reports, bool verbose)
{
    /// <returns>The one pipeline's exit code; of several, 1 when any of them failed, whatever kept it.</returns>
    public async Task<int> ExecuteAsync(IReadOnlyList<string> files, LoadOptions load, RunOptions options, CancellationToken cancellationToken)
    {
        int worst = files.Count == 0 ? ExitCodes.Invalid : ExitCodes.Good;
        if (files.Count == 0) terminal.Error.WriteLine("There is no pipeline to run.");
        if (files.Count > 1 && !await AllValidAsync(files, load, cancellationToken)) worst = ExitCodes.Invalid;
        else
            foreach (string file in files)
            {
                int exit = await RunAsync(file, load, options, cancellationToken);
                // Of several, others have run: that nothing was touched, as Invalid says, would be wrong.
                if (files.Count > 1 && exit is (ExitCodes.Invalid or ExitCodes.Failed)) exit = ExitCodes.RanBadly;
                worst = Math.Max(worst, exit);
                if (cancellationToken.IsCancellationRequested) break;
            }
        reports.Complete();
        return worst;
    }

    private async Task<int> RunAsync(string file, LoadOptions load, RunOptions options, CancellationToken cancellationToken)
    {
        var place = new RunPlace();
        RunResult result;
        using (var log = new RunLog(verbose))
        await using (var display = Display())
            result = await engine.RunAsync(file, load, options, new ObserverChain(place, log, display), cancellationToken);
        var findings = new Findings();
        findings.Add(result.Loaded, result.Diagnostics);
        FindingsText.Write(terminal.Error, terminal.ErrorPaint, findings);
        if (result.Report is { } report) reports.Add(report, place.ReportPath, result.StandardOutputTaken);
        else reports.AddInvalid(file, findings);
        return result.ExitCode;
    }

    /// <summary>Of several pipelines none starts while one of them is invalid: exit code 2 means that nothing was touched.</summary>
    private async Task<bool> AllValidAsync(IReadOnlyList<string> files, LoadOptions load, CancellationToken cancellationToken)
    {
        var all = new Findings();
        foreach (string file in files)
        {
            var result = await engine.PlanAsync(file, load, connect: false, cancellationToken);
            all.Add(result.Loaded, result.Diagnostics);
            if (!result.Diagnostics.HasErrors) continue;
            var own = new Findings();
            own.Add(result.Loaded, result.Diagnostics);
            reports.AddInvalid(file, own);
        }
        if (all.Errors == 0) return true;
        FindingsText.Write(terminal.Error, terminal.ErrorPaint, all);
        terminal.Error.WriteLine($"{FindingsText.Summary(files.Count, all)}; none was run.");
        return false;
    }

    private IRunDisplay Display() =>
        verbose ? new NoDisplay() : terminal.ErrorIsTerminal ? new LiveDisplay(terminal) : new PlainDisplay(terminal.Error, TimeProvider.System);
}
