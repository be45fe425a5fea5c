using System.Globalization;
using DataMigration.Execution;

namespace DataMigration.Tests.Execution;

/// <summary>Passing failures of targets: whatever fails and wherever, the run ends as one that nothing disturbed.</summary>
public sealed class RetryTests : IDisposable
{
    private const string Rows = "numbers: { count: 3000, batches: [70, 300, 10] }";

    private readonly TestPipelines _pipelines = new();

    [Theory]
    [InlineData("write 1")]
    [InlineData("write 3")]
    [InlineData("commit 1")]
    [InlineData("commit 2, commit 3, commit 5")]
    [InlineData("write 1, commit 1, write 3")]
    [InlineData("open 1")]
    [InlineData("check 1, open 1, write 2, commit 2")]
    public void A_disturbed_run_ends_as_an_undisturbed_one(string faults)
    {
        string expected = Run(Pipeline("refuse: '7'")) + Rejects();
        string found = Run(Pipeline($"refuse: '7', faults: [{faults}]")) + Rejects();
        found.Should().Be(expected);
    }

    [Theory]
    [InlineData("write 2", "")]
    [InlineData("", "write 2, commit 4")]
    [InlineData("commit 2", "commit 2, write 5")]
    public void What_one_target_fails_at_is_not_written_twice_to_the_other(string first, string second)
    {
        string expected = Run(Two("", ""));
        string other = _pipelines.Read("b.txt");
        Run(Two(first, second)).Should().Be(expected);
        _pipelines.Read("b.txt").Should().Be(other);
    }

    [Fact]
    public void Rows_made_of_one_source_row_are_offered_again_together()
    {
        _pipelines.Write("in.csv", "n\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"{i};{i + 1};{i + 2}\n")));
        string Split(string faults) => $$"""
            pipeline: p
            sources: { s: { csv: { path: in.csv } } }
            transforms: [{ split_rows: { field: n, separator: ";" } }]
            targets: { out: { ledger: { path: out.txt, refuse: '7', faults: [{{faults}}] } } }
            batch: { rows: 100 }
            rejects: { accept: 100% }
            on_error: { retry: { delay: 0 } }
            """;
        string expected = Run(Split(""));
        Run(Split("write 1, write 2, commit 1")).Should().Be(expected);
    }

    [Fact]
    public void When_no_attempt_is_left_the_run_fails_with_what_was_committed()
    {
        var report = _pipelines.Try(Pipeline("faults: [write 3, write 4, write 5]", "attempts: 3, delay: 0"), new RunOptions()).Report!;
        report.ExitCode.Should().Be(3);
        report.Error!.Code.Should().Be("DM3998");
        report.Counts.AddUp.Should().BeTrue();
        report.Counts.Read.Should().BeInRange(1, 2999);
        _pipelines.Read("out.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount((int)report.Targets["out"].Written);
    }

    [Theory]
    [InlineData("write 4")]
    [InlineData("complete 1")]
    [InlineData("write 2, commit 3, write 9")]
    public void A_load_that_leaves_nothing_behind_begins_anew(string faults)
    {
        string expected = Run(Pipeline("refuse: '7', keeps: false, again: false")) + Rejects();
        string found = Run(Pipeline($"refuse: '7', keeps: false, again: false, faults: [{faults}]")) + Rejects();
        found.Should().Be(expected);
    }

    [Fact]
    public void A_load_that_left_something_and_cannot_go_on_fails_at_once()
    {
        var report = _pipelines.Try(Pipeline("again: false, faults: [write 2]"), new RunOptions()).Report!;
        report.ExitCode.Should().Be(3);
        report.Counts.Written.Should().BePositive();
    }

    [Fact]
    public void Attempts_are_told()
    {
        var notes = new Notes();
        _pipelines.Try(Pipeline("faults: [write 1, write 2]", "delay: 0.01, backoff: constant"), new RunOptions(), observer: notes);
        notes.Lines.Should().HaveCount(2);
        notes.Lines[0].Should().Match("the test's target fails at write: attempt 2 of 5 in 0.0 s");
    }

    public void Dispose() => _pipelines.Dispose();

    private string Run(string pipeline)
    {
        File.Delete(Path.Combine(_pipelines.Folder, "out.txt"));
        File.Delete(Path.Combine(_pipelines.Folder, "b.txt"));
        File.Delete(Path.Combine(_pipelines.Folder, "rejects.txt"));
        var report = _pipelines.Try(pipeline, new RunOptions()).Report!;
        report.Error.Should().BeNull();
        return string.Create(CultureInfo.InvariantCulture, $"{report.Counts}\n{string.Join(";", report.Targets)}\n{string.Join(";", report.Rejects.ByReason)}\n{_pipelines.Read("out.txt")}");
    }

    private string Rejects() => _pipelines.Read("rejects.txt");

    private static string Pipeline(string ledger, string retry = "delay: 0") => $$"""
        pipeline: p
        sources: { s: { {{Rows}} } }
        validations: [{ required: [email] }, { unique: [email] }]
        targets: { out: { ledger: { path: out.txt, {{ledger}} } } }
        batch: { rows: 400 }
        rejects: { accept: 100%, path: rejects.txt, reasons: column }
        on_error: { retry: { {{retry}} } }
        """;

    private static string Two(string first, string second) => $$"""
        pipeline: p
        sources: { s: { {{Rows}} } }
        targets:
          out: { ledger: { path: out.txt, refuse: '7', faults: [{{first}}] } }
          b: { when: row.amount !== '3.50', ledger: { path: b.txt, refuse: '9', faults: [{{second}}] } }
        batch: { rows: 400 }
        rejects: { accept: 100% }
        on_error: { retry: { delay: 0 } }
        """;

    private sealed class Notes : IRunObserver
    {
        public List<string> Lines { get; } = [];

        public void Noted(string message) => Lines.Add(message);
    }
}
