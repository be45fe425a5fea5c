using System.Text.Json.Nodes;
using DataMigration.Execution;
using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Execution;

/// <summary>How a source is cut into batches, and how many workers there are, is nobody's business: every result is the same.</summary>
public sealed class SplittingTests : IDisposable
{
    private const int Rows = 700;
    private readonly TestPipelines _pipelines = new();

    [Fact]
    public void Cutting_batches_anywhere_changes_nothing()
    {
        string expected = Run([Rows], 1);
        expected.Should().Contain("m1@example.org");
        Prop.ForAll(ArbMap.Default.ArbFor<PositiveInt[]>(), ArbMap.Default.ArbFor<bool>(), (sizes, twoWorkers) =>
        {
            Run([.. sizes.Select(s => s.Get), 97], twoWorkers ? 2 : 1).Should().Be(expected);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(300)]
    [InlineData(Rows)]
    [InlineData(Rows + 1)]
    public void A_row_limit_cuts_inside_a_batch(int rows)
    {
        var report = _pipelines.Run(Pipeline([64]), new RunOptions { Rows = rows });
        report.Counts.Read.Should().Be(Math.Min(rows, Rows));
        report.Counts.AddUp.Should().BeTrue();
    }

    [Fact]
    public void Counts_add_up_by_row_and_by_target()
    {
        var report = _pipelines.Run(Pipeline([64]), new RunOptions());
        var counts = report.Counts;
        counts.Read.Should().Be(Rows);
        (counts.Written + counts.Rejected + counts.Filtered + counts.Skipped).Should().Be(Rows);
        counts.Filtered.Should().Be(Rows / 5);
        foreach (var target in report.Targets.Values)
        {
            target.Offered.Should().Be(target.Written + target.Rejected + target.Skipped);
            target.Written.Should().Be(target.Inserted + target.Changed + target.Unchanged + target.Deleted);
        }
    }

    public void Dispose() => _pipelines.Dispose();

    private static string Pipeline(IEnumerable<int> batches) => $$"""
        pipeline: splitting
        sources:
          rows: { numbers: { count: {{Rows}}, batches: [{{string.Join(", ", batches)}}] } }
        transforms:
          - filter: row.id % 5 !== 0
        mappings:
          id: { from: id, type: integer }
          email: { from: email }
          amount: { from: amount, type: decimal(12,2) }
          half: { script: row.id / 2, type: number }
        validations:
          - required: [email]
          - unique: [email]
          - range: { field: amount, max: 400 }
            severity: warning
        targets:
          all: { csv: { path: all.csv } }
          even: { when: row.id % 2 === 0, csv: { path: even.csv } }
        batch: { rows: 100 }
        rejects: { path: rejects.txt, accept: 100%, reasons: both }
        """;

    /// <summary>Everything a run leaves, but for what names the run.</summary>
    private string Run(IReadOnlyList<int> batches, int workers)
    {
        var report = _pipelines.Run(Pipeline(batches), new RunOptions { Workers = workers });
        var reasons = _pipelines.Read("rejects.reasons.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
        {
            var reason = JsonNode.Parse(line)!.AsObject();
            reason.Remove("run");
            return reason.ToJsonString();
        });
        return string.Join("\n---\n", _pipelines.Read("all.csv"), _pipelines.Read("even.csv"), _pipelines.Read("rejects.txt"), string.Join('\n', reasons),
            report.Counts.ToString(), string.Join(", ", report.Targets.OrderBy(t => t.Key)), string.Join(", ", report.Rejects.ByReason));
    }
}
