using DataMigration.Execution;

namespace DataMigration.Cli.Output;

/// <summary>Reports for people.</summary>
internal sealed class RunReportsText(Terminal terminal) : IRunReports
{
    private bool _first = true;

    public void Add(RunReport report, string? path, bool standardOutputTaken)
    {
        var output = standardOutputTaken ? terminal.Error : terminal.Out;
        if (!_first) output.WriteLine();
        _first = false;
        new RunSummary(output, standardOutputTaken ? terminal.ErrorPaint : terminal.OutPaint, terminal.Width).Write(report, path);
    }

    public void AddInvalid(string file, Findings findings)
    {
        // The findings stand on stderr, and without a run there is nothing to report.
    }

    public void Complete()
    {
    }
}
