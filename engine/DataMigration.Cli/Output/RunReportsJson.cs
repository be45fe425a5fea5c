using System.Text.Json;
using DataMigration.Execution;

namespace DataMigration.Cli.Output;

/// <summary>Reports for programs: the report itself, or with <paramref name="several"/> an object with all of them under <c>runs</c>.</summary>
internal sealed class RunReportsJson(TextWriter output, bool several) : IRunReports
{
    private readonly List<object> _runs = [];

    public void Add(RunReport report, string? path) => _runs.Add(report);

    public void AddInvalid(string file, Findings findings) => _runs.Add(InvalidPipeline.Of(file, findings));

    public void Complete()
    {
        if (several) output.WriteLine(JsonSerializer.Serialize(new { runs = _runs }, ReportJson.Options));
        else foreach (object run in _runs) output.WriteLine(JsonSerializer.Serialize(run, ReportJson.Options));
    }
}
