using System.Globalization;
using DataMigration.Checkpoints;
using DataMigration.Configuration;
using DataMigration.Execution;

namespace DataMigration.Tests.Checkpoints;

/// <summary>A run that dies, wherever, and is taken up ends as one that nothing disturbed: targets, rejects, counts.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly TestPipelines _pipelines = new();

    public static TheoryData<string, string> Deaths()
    {
        var data = new TheoryData<string, string>();
        foreach (string kind in new[] { "keeps: false, again: false", "checkpoints: true" })
        {
            foreach (string call in new[] { "!open", "!write", "!mark", "!commit" })
                foreach (int number in new[] { 1, 2, 4, 7 })
                    if (call != "!open" || number == 1) data.Add(kind, $"{call} {number}");
            foreach (int number in new[] { 1, 3, 6 }) data.Add(kind, $"commit {number}!");
            data.Add(kind, "!complete 1");
            data.Add(kind, "complete 1!");
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Deaths))]
    public void A_run_that_died_goes_on_behind_its_last_commit(string kind, string death)
    {
        string expected = Whole(One(kind, ""));
        Dies(One(kind, death));
        Resumed(One(kind, "")).Should().Be(expected);
    }

    [Theory]
    [InlineData("!commit 2", "")]
    [InlineData("commit 2!", "")]
    [InlineData("", "!commit 1")]
    [InlineData("", "!commit 4")]
    [InlineData("", "commit 4!")]
    [InlineData("", "!complete 1")]
    [InlineData("complete 1!", "")]
    [InlineData("", "!write 3")]
    public void Two_targets_with_checkpoints_of_their_own_are_brought_together(string first, string second)
    {
        string expected = Whole(Two("", ""));
        Dies(Two(first, second));
        Resumed(Two("", "")).Should().Be(expected);
    }

    [Theory]
    [InlineData("!commit 3", "!commit 1")]
    [InlineData("commit 3!", "!mark 2")]
    [InlineData("!complete 1", "!complete 1")]
    [InlineData("!complete 1", "complete 1!")]
    public void A_run_can_be_taken_up_again_and_again(string death, string then)
    {
        string expected = Whole(One("checkpoints: true", ""));
        Dies(One("checkpoints: true", "!commit 2"));
        Dies(One("checkpoints: true", death), resume: true);
        Dies(One("checkpoints: true", then), resume: true);
        Resumed(One("checkpoints: true", "")).Should().Be(expected);
    }

    [Theory]
    [InlineData("!commit 2")]
    [InlineData("!commit 9")]
    [InlineData("commit 5!")]
    public void Sources_that_join_are_taken_up_where_they_were(string death)
    {
        string Union(string faults) => $$"""
            pipeline: p
            sources: { s: { numbers: { count: 1200, batches: [70, 300, 10] } }, t: { numbers: { count: 700, batches: [33] } } }
            transforms: [{ union: { sources: [t] } }, { deduplicate: { by: [email], keep: last } }]
            validations: [{ required: [email] }]
            targets: { out: { ledger: { path: out.txt, refuse: '7', checkpoints: true, faults: ['{{faults}}'] } } }
            batch: { rows: 150 }
            rejects: { accept: 100%, path: rejects.txt, reasons: column }
            """;
        string expected = Whole(Union(""));
        Dies(Union(death));
        Resumed(Union("")).Should().Be(expected);
    }

    [Fact]
    public void A_passing_failure_of_a_run_taken_up_begins_again_where_that_began()
    {
        string expected = Whole(One("keeps: false, again: false", ""));
        Dies(One("keeps: false, again: false", "!write 4"));
        Resumed(One("keeps: false, again: false", "write 2")).Should().Be(expected);
    }

    [Fact]
    public void What_has_changed_is_said()
    {
        var before = RunFingerprint.Parse("""{"file a.yaml":"1","source s":"s.csv (10 bytes)","environment":"none","target t":"x"}""");
        var now = RunFingerprint.Parse("""{"file a.yaml":"2","source s":"s.csv (11 bytes)","environment":"none","target t":"x","target u":"made"}""");
        before.Changes(now).Should().Equal("file a.yaml is another", "source s was s.csv (10 bytes) and is s.csv (11 bytes)");
        before.Changes(before).Should().BeEmpty();
    }

    [Fact]
    public void A_changed_pipeline_is_refused_until_that_is_accepted()
    {
        Dies(One("checkpoints: true", "!commit 3"));
        var result = Resume(One("checkpoints: true", ""), accept: false);
        result.ExitCode.Should().Be(2);
        result.Diagnostics.Items.Should().ContainSingle().Which.Code.Should().Be("DM4101");
        Resume(One("checkpoints: true", ""), accept: true).ExitCode.Should().Be(0);
    }

    /// <summary>From the start it would write what it has committed a second time.</summary>
    [Theory]
    [InlineData("!commit 1")]
    [InlineData("!commit 3")]
    [InlineData("!complete 1")]
    public void A_target_that_has_been_loaded_by_somebody_else_since_is_not_gone_on_with(string death)
    {
        Dies(One("checkpoints: true", death));
        string output = Path.Combine(_pipelines.Folder, "out.txt");
        string? before = File.Exists(output) ? File.ReadAllText(output) : null;
        File.Delete(Path.Combine(_pipelines.Folder, "out.txt.checkpoint"));
        var result = Resume(One("checkpoints: true", ""), accept: true);
        result.ExitCode.Should().Be(2);
        result.Diagnostics.Items.Should().ContainSingle().Which.Code.Should().Be("DM4107");
        (File.Exists(output) ? File.ReadAllText(output) : null).Should().Be(before);
    }

    [Fact]
    public void A_run_stopped_by_its_rules_within_a_block_is_not_taken_up()
    {
        string pipeline = One("checkpoints: true", "").Replace("refuse: '7', ", "").Replace("accept: 100%", "accept: 100%, stop_after: 40");
        var report = _pipelines.Run(pipeline, Options);
        report.ExitCode.Should().Be(1);
        report.Resumable.Should().BeFalse();
        _run = report;
        Resume(pipeline, accept: true).Diagnostics.Items.Should().ContainSingle().Which.Message.Should().Contain("was stopped by its own rules");
    }

    public void Dispose() => _pipelines.Dispose();

    private RunReport _run = null!;

    private static RunOptions Options => new() { CheckpointPause = TimeSpan.Zero };

    private string Whole(string pipeline)
    {
        string expected = Outcome(_pipelines.Run(pipeline, Options));
        foreach (string file in Directory.GetFiles(_pipelines.Folder)) File.Delete(file);
        Directory.Delete(Path.Combine(_pipelines.Folder, ".datamigration"), recursive: true);
        return expected;
    }

    private void Dies(string pipeline, bool resume = false)
    {
        _run = (resume ? Resume(pipeline, accept: true) : _pipelines.Try(pipeline, Options)).Report!;
        _run.Error!.Code.Should().Be("DM3998");
        _run.ExitCode.Should().Be(3);
    }

    private string Resumed(string pipeline)
    {
        var result = Resume(pipeline, accept: true);
        result.Diagnostics.Items.Should().BeEmpty();
        return Outcome(result.Report!);
    }

    private RunResult Resume(string pipeline, bool accept) =>
        new MigrationEngine(TestPipelines.Catalogue, TimeProvider.System).ResumeAsync(_pipelines.Write("pipeline.yaml", pipeline), new LoadOptions(), Options with { AcceptChanges = accept },
            new EarlierRun(_run.Run, _run.Started, RunFingerprint.Parse("{}")), new Silent(), CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private string Outcome(RunReport report)
    {
        report.Error.Should().BeNull();
        string other = Path.Combine(_pipelines.Folder, "b.txt");
        string kept = Path.Combine(_pipelines.Folder, ".datamigration", "runs", report.Run);
        Directory.Exists(Path.Combine(kept, "keys")).Should().BeFalse();
        return string.Create(CultureInfo.InvariantCulture, $"{report.Counts}\n{string.Join(";", report.Targets)}\n{string.Join(";", report.Sources)}\n{string.Join(";", report.Rejects.ByReason)}\n")
            + _pipelines.Read("out.txt") + "\n--\n" + (File.Exists(other) ? File.ReadAllText(other) : "") + "\n--\n" + _pipelines.Read("rejects.txt");
    }

    private static string One(string kind, string fault) => $$"""
        pipeline: p
        sources: { s: { numbers: { count: 3000, batches: [70, 300, 10] } } }
        transforms: [{ deduplicate: { by: [amount] } }]
        validations: [{ required: [email] }, { unique: [email] }]
        targets: { out: { ledger: { path: out.txt, refuse: '7', {{kind}}, faults: ['{{fault}}'] } } }
        batch: { rows: 400 }
        rejects: { accept: 100%, path: rejects.txt, reasons: column }
        on_error: { retry: { delay: 0 } }
        """;

    private static string Two(string first, string second) => $$"""
        pipeline: p
        sources: { s: { numbers: { count: 3000, batches: [70, 300, 10] } } }
        targets:
          out: { ledger: { path: out.txt, refuse: '7', checkpoints: true, faults: ['{{first}}'] } }
          b: { when: row.amount !== '3.50', ledger: { path: b.txt, refuse: '9', checkpoints: true, faults: ['{{second}}'] } }
        batch: { rows: 400 }
        rejects: { accept: 100%, path: rejects.txt, reasons: column }
        """;

    private sealed class Silent : IRunObserver;
}
