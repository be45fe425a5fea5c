using System.Text.Json.Nodes;
using DataMigration.Execution;
using DataMigration.State;

namespace DataMigration.Tests.Execution;

/// <summary>Runs that do not reach their end: the report, the rejects and the targets tell one story.</summary>
public sealed class EndingTests : IDisposable
{
    private readonly TestPipelines _pipelines = new();

    [Fact]
    public void After_a_failure_report_and_rejects_speak_of_what_was_committed()
    {
        var result = _pipelines.Try(Pipeline("count: 5000, batches: [100], fails_at: 2050"), new RunOptions { Workers = 2 });
        var report = result.Report!;
        report.ExitCode.Should().Be(3);
        report.Status.Should().Be(RunStatus.Failed);
        report.Error!.Code.Should().Be("DM3999");
        report.Counts.AddUp.Should().BeTrue();
        // A commit every 1,000 rows: whatever was read after the last one does not count. All that was read before the failure has had its effect.
        report.Counts.Read.Should().Be(2000);
        RejectLines().Should().Be(report.Counts.Rejected);
        report.Targets["db"].Remains.Should().BeTrue();
        report.Targets["file"].Remains.Should().BeFalse();
        NothingHalfWritten(resumable: true);
        Saved(report)["status"]!.GetValue<string>().Should().Be("failed");
    }

    [Fact]
    public void A_cancelled_run_stops_between_blocks_and_reports_it()
    {
        using var cancel = new CancellationTokenSource();
        var result = _pipelines.Try(Pipeline("count: 3000000, batches: [50]"), new RunOptions { Workers = 2 }, observer: new CancelAt(cancel, 500), cancellationToken: cancel.Token);
        var report = result.Report!;
        report.ExitCode.Should().Be(130);
        report.Status.Should().Be(RunStatus.Cancelled);
        report.Counts.Read.Should().BeInRange(500, 2_999_999);
        report.Counts.AddUp.Should().BeTrue();
        RejectLines().Should().Be(report.Counts.Rejected);
        NothingHalfWritten(resumable: true);
    }

    [Fact]
    public void Cancelling_does_not_wait_for_a_block_of_slow_scripts()
    {
        _pipelines.Write("in.csv", "a\n" + string.Concat(Enumerable.Repeat("1\n", 20_000)));
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var report = _pipelines.Try("""
            pipeline: slow
            sources: { s: { csv: { path: in.csv } } }
            mappings: { x: { script: "var i = 0; while (true) { i++; } return i;" } }
            targets: { t: { csv: { path: out.csv } } }
            """, new RunOptions { Workers = 1 }, cancellationToken: cancel.Token).Report!;
        report.ExitCode.Should().Be(130);
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_run_that_comes_to_nothing_leaves_the_rejects_of_the_run_before()
    {
        string pipeline = """
            pipeline: ending
            sources: { rows: { numbers: { count: 10, batches: [5], fails_at: 0 } } }
            validations: [ one_of: { field: id, values: ["1"] } ]
            targets: { out: { csv: { path: out.csv } } }
            rejects: { path: rejects.txt, accept: 100% }
            """;
        _pipelines.Try(pipeline, new RunOptions()).ExitCode.Should().Be(0);
        long before = RejectLines();
        before.Should().BeGreaterThan(0);
        _pipelines.Try(pipeline.Replace("fails_at: 0", "fails_at: 1", StringComparison.Ordinal), new RunOptions()).ExitCode.Should().Be(3);
        RejectLines().Should().Be(before);
    }

    [Fact]
    public void A_reject_file_that_is_a_folder_is_refused_before_the_first_row()
    {
        _pipelines.Write("in.csv", "a\n1\n");
        _pipelines.Write("rejects/old.csv", "");
        var result = _pipelines.Try("""
            pipeline: folder
            sources: { s: { csv: { path: in.csv } } }
            mappings: { a: { from: a, type: date } }
            targets: { t: { csv: { path: out.csv } } }
            rejects: { path: rejects }
            """, new RunOptions());
        result.ExitCode.Should().Be(2);
        result.Diagnostics.Items.Select(d => d.Code).Should().Equal("DM4007");
        Directory.GetFiles(_pipelines.Folder).Select(Path.GetFileName).Should().BeEquivalentTo("in.csv", "pipeline.yaml");
    }

    [Fact]
    public void A_threshold_stops_the_run_and_leaves_no_file()
    {
        var report = _pipelines.Try(Pipeline("count: 5000, batches: [100]").Replace("accept: 100%", "stop_after: 10"), new RunOptions()).Report!;
        report.ExitCode.Should().Be(1);
        report.Status.Should().Be(RunStatus.Failed);
        report.Counts.Rejected.Should().Be(11);
        RejectLines().Should().Be(11);
        NothingHalfWritten();
    }

    [Fact]
    public void A_rule_of_severity_fail_stops_at_its_row()
    {
        string pipeline = Pipeline("count: 5000, batches: [64]").Replace("  - required: [email]", "  - range: { field: id, max: 700 }\n    severity: fail\n  - required: [email]");
        var report = _pipelines.Try(pipeline, new RunOptions()).Report!;
        report.ExitCode.Should().Be(1);
        report.Counts.Read.Should().Be(702);
        report.Error!.Code.Should().Be("DM4003");
    }

    [Fact]
    public void What_comes_before_a_failure_has_its_effect_however_the_threads_race()
    {
        string pipeline = Pipeline("count: 5000, batches: [100], fails_at: 550").Replace("  - required: [email]", "  - range: { field: id, max: 520 }\n    severity: fail\n  - required: [email]");
        for (int i = 0; i < 20; i++)
        {
            var report = _pipelines.Try(pipeline, new RunOptions { Workers = 4 }).Report!;
            (report.ExitCode, report.Error!.Code, report.Counts.Read).Should().Be((1, "DM4003", 522L));
            File.Delete(Path.Combine(_pipelines.Folder, "target.db"));
        }
    }

    [Fact]
    public void A_file_that_took_its_name_before_another_target_failed_is_said_to_remain()
    {
        string path = Path.Combine(_pipelines.Folder, "second.csv");
        var result = _pipelines.Try("""
            pipeline: two
            sources: { rows: { numbers: { count: 10, batches: [10] } } }
            targets:
              first: { csv: { path: first.csv } }
              second: { csv: { path: second.csv, if_exists: fail } }
            """, new RunOptions(), observer: new OnStart(() => File.WriteAllText(path, "")));
        result.Report!.ExitCode.Should().Be(3);
        result.Report.Targets["first"].Remains.Should().BeTrue();
        result.Report.Targets["second"].Remains.Should().BeFalse();
        File.Exists(Path.Combine(_pipelines.Folder, "first.csv")).Should().BeTrue();
    }

    [Fact]
    public void A_source_with_a_slash_in_its_name_files_its_rejects_in_the_folder_of_the_run()
    {
        var report = _pipelines.Try("""
            pipeline: names
            sources: { "../../../../a/b.v2": { numbers: { count: 20, batches: [20] } } }
            validations: [ required: [email] ]
            targets: { out: { csv: { path: out.csv } } }
            """, new RunOptions()).Report!;
        string folder = Path.Combine(_pipelines.Folder, ".datamigration", "runs", report.Run, "rejects");
        Directory.GetFiles(folder).Select(Path.GetFileName).Should().BeEquivalentTo("..%2F..%2F..%2F..%2Fa%2Fb.v2.txt", "..%2F..%2F..%2F..%2Fa%2Fb.v2.reasons.jsonl");
        report.Rejects.Path.Should().StartWith(folder);
    }

    [Fact]
    public void A_failing_script_rejects_its_row_wherever_it_stands()
    {
        var report = _pipelines.Try("""
            pipeline: scripts
            sources: { rows: { numbers: { count: 100, batches: [7] } } }
            transforms: [{ filter: "row.id === '5' ? row.email.nothing.at : true" }]
            mappings: { id: { from: id }, twice: { script: "if (row.id === '6') { throw new Error('six'); } return row.id * 2;" } }
            validations: [{ script: "if (row.id === '7') { throw new Error('seven'); } return true;" }]
            targets: { out: { when: "if (row.id === '8') { throw new Error('eight'); } return true;", csv: { path: out.csv } } }
            rejects: { accept: 100% }
            """, new RunOptions()).Report!;
        report.ExitCode.Should().Be(0);
        report.Counts.Should().Be(new RunCounts { Read = 100, Written = 96, Rejected = 4 });
    }

    [Fact]
    public void What_outgrows_the_memory_of_a_dry_run_is_outside_the_project_and_goes()
    {
        string spill = RunFolder.New(_pipelines.Folder, "dry", DateTimeOffset.UnixEpoch, dryRun: true).SpillFolder;
        spill.Should().NotStartWith(_pipelines.Folder);
        Directory.CreateDirectory(spill);
        RunFolder.Remove(spill);
        Directory.Exists(spill).Should().BeFalse();
        RunFolder.Remove(spill);
    }

    [Fact]
    public void Rows_of_a_family_that_the_only_target_refuses_add_up()
    {
        _pipelines.Write("datamigration.yaml", "connections: { db: { sqlite: { path: target.db } } }\n");
        _pipelines.Write("tags.csv", "id,tags\n1,a;b\n2,x;x\n3,c\n");
        var report = _pipelines.Try("""
            pipeline: families
            sources: { rows: { csv: { path: tags.csv } } }
            transforms: [ split_rows: { field: tags, separator: ";" } ]
            targets: { db: { sql: { connection: db, table: rows, create: true, unique: [tags] } } }
            rejects: { accept: 100% }
            """, new RunOptions()).Report!;
        report.Error.Should().BeNull();
        report.Counts.Should().Be(new RunCounts { Read = 3, Added = 2, Written = 3, Rejected = 2 });
        report.Targets["db"].Should().Be(new TargetReport { Offered = 5, Written = 3, Inserted = 3, Rejected = 2, Remains = true });
    }

    [Fact]
    public void A_dry_run_leaves_nothing()
    {
        var report = _pipelines.Try(Pipeline("count: 500, batches: [100]"), new RunOptions { DryRun = true }).Report!;
        report.Counts.Read.Should().Be(500);
        report.Preview.Should().HaveCount(10);
        Directory.EnumerateFileSystemEntries(_pipelines.Folder).Select(Path.GetFileName).Should().BeEquivalentTo("pipeline.yaml", "datamigration.yaml");
    }

    public void Dispose() => _pipelines.Dispose();

    private string Pipeline(string source)
    {
        _pipelines.Write("datamigration.yaml", "connections: { db: { sqlite: { path: target.db } } }\n");
        return $$"""
            pipeline: endings
            sources:
              rows: { numbers: { {{source}} } }
            mappings:
              id: { from: id, type: integer }
              email: { from: email }
            validations:
              - required: [email]
            targets:
              file: { csv: { path: out.csv } }
              db: { sql: { connection: db, table: rows, create: true } }
            batch: { rows: 1000 }
            rejects: { path: rejects.txt, accept: 100% }
            """;
    }

    private long RejectLines() => File.Exists(Path.Combine(_pipelines.Folder, "rejects.txt")) ? _pipelines.Read("rejects.txt").Count(c => c == '\n') : 0;

    /// <summary>What a run that can be taken up has written stays under its temporary name.</summary>
    private void NothingHalfWritten(bool resumable = false) =>
        Directory.EnumerateFiles(_pipelines.Folder).Select(Path.GetFileName).Where(f => f!.Contains("out.csv", StringComparison.Ordinal) && !(resumable && f.EndsWith(".tmp", StringComparison.Ordinal))).Should().BeEmpty();

    private JsonNode Saved(RunReport report) => JsonNode.Parse(File.ReadAllText(Path.Combine(_pipelines.Folder, ".datamigration", "runs", report.Run, "report.json")))!;

    private sealed class OnStart(Action act) : IRunObserver
    {
        public void Started(string run, string pipeline, long? totalBytes, string? directory) => act();
    }

    private sealed class CancelAt(CancellationTokenSource cancel, long rows) : IRunObserver
    {
        public void Progressed(RunProgress progress)
        {
            if (progress.Counts.Read >= rows) cancel.Cancel();
        }
    }
}
