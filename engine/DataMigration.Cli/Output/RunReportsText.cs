using DataMigration.Execution;

namespace DataMigration.Cli.Output;

/// <summary>Reports for people.</summary>
internal sealed class RunReportsText(Terminal terminal) : IRunReports
{
    private bool _first = true;
    private bool _standardOutputTaken;

    public void Add(RunReport report, string? path, bool standardOutputTaken)
    {
        _standardOutputTaken |= standardOutputTaken;
        var output = standardOutputTaken ? terminal.Error : terminal.Out;
        Separate(output);
        new RunSummary(output, standardOutputTaken ? terminal.ErrorPaint : terminal.OutPaint, terminal.Width).Write(report, path);
    }

    public void AddNotRun(NotRunPipeline pipeline)
    {
        var output = _standardOutputTaken ? terminal.Error : terminal.Out;
        var paint = _standardOutputTaken ? terminal.ErrorPaint : terminal.OutPaint;
        Separate(output);
        output.WriteLine($"{paint.Bold(pipeline.Pipeline)}: {paint.Red("not run")}");
        FailureText.Write(output, paint, pipeline.Error.Code, pipeline.Error.Message, pipeline.Error.Remedy, pipeline.Error.Place);
    }

    public void AddInvalid(string file, Findings findings)
    {
        // The findings stand on stderr, and without a run there is nothing to report.
    }

    public void Complete()
    {
    }

    private void Separate(TextWriter output)
    {
        if (!_first) output.WriteLine();
        _first = false;
    }
}
