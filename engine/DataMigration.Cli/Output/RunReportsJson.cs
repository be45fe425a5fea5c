using System.Text.Json;
using DataMigration.Execution;

namespace DataMigration.Cli.Output;

/// <summary>
/// Reports for programs: the report itself, or with <paramref name="several"/> an object with all of them under <c>runs</c>. Whoever reads the log of a job
/// sees why it failed on stderr all the same.
/// </summary>
internal sealed class RunReportsJson(Terminal terminal, bool several) : IRunReports
{
    private readonly List<object> _runs = [];
    private TextWriter _output = terminal.Out;

    public void Add(RunReport report, string? path, bool standardOutputTaken)
    {
        _runs.Add(report);
        if (standardOutputTaken) _output = terminal.Error;
        if (report.Error is { } error) FailureText.Write(terminal, error.Code, error.Message, error.Remedy, error.Place);
    }

    public void AddInvalid(string file, Findings findings) => _runs.Add(InvalidPipeline.Of(file, findings));

    public void AddNotRun(NotRunPipeline pipeline)
    {
        _runs.Add(pipeline);
        FailureText.Write(terminal, pipeline.Error.Code, pipeline.Error.Message, pipeline.Error.Remedy, pipeline.Error.Place);
    }

    public void Complete()
    {
        if (several) _output.WriteLine(JsonSerializer.Serialize(new AllRuns(_runs), OutputJson.Style));
        else foreach (object run in _runs) _output.WriteLine(JsonSerializer.Serialize(run, OutputJson.Style));
    }
}
