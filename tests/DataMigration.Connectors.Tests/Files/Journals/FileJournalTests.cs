using System.Diagnostics;
using DataMigration.Connectors;
using DataMigration.Connectors.Csv;
using DataMigration.Connectors.Files;
using DataMigration.Connectors.Files.Journals;
using DataMigration.Connectors.Json;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Journals;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Files.Journals;

/// <summary>What a load into files replaced comes back.</summary>
public sealed class FileJournalTests : IDisposable
{
    private readonly JournaledFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("o.csv", null)]
    [InlineData("o.csv.gz", null)]
    [InlineData("o{n}.csv", 7)]
    [InlineData("o.jsonl", null)]
    [InlineData("o{n}.jsonl.gz", 7)]
    [InlineData("o.json", null)]
    [InlineData("o{nn}.json", 7)]
    public async Task The_former_bytes_come_back(string name, int? maxRows)
    {
        string first = maxRows is null ? name : NumberedName.At(_folder.Outputs.At(name), 1).Text;
        _folder.Outputs.Write(first, "what was there before");
        _folder.Outputs.Write("another", "stays");
        var before = _folder.Content();
        var target = Target(name, maxRows);
        target.JournalObstacle.Should().BeNull();
        var address = target.JournalOf(_folder.Request("r1"));
        (address.Keeper, address.What, address.Text).Should().Be((null, _folder.Outputs.At(name).FullPath, _folder.Address("r1").Text));
        await LoadAsync(target, "r1", 20);
        _folder.Content()[first].Should().NotBe(before[first]);
        int files = maxRows is null ? 1 : 3;
        await using (var journal = (await _folder.JournalAsync("r1"))!)
        {
            journal.Bytes.Should().Be(before[first].Length);
            var plan = await journal.PlanAsync(default);
            (plan.Restores, plan.Deletes, plan.Reinserts, plan.Conflicts).Should().Be((1, files - 1, 0, 0));
        }
        await _folder.UndoAsync("r1");
        _folder.Content().Should().Equal(before);
        _folder.Journals().Should().Equal("r1");
    }

    [Theory]
    [InlineData(2, 1, 4)]
    [InlineData(5, 1, 1)]
    [InlineData(5, 4, 1)]
    [InlineData(6, 2, 3)]
    public async Task A_series_comes_back_as_it_was(int formerRows, int formerMax, int files)
    {
        _folder.Run("o{n}", "r0", formerRows, formerMax);
        await ForgetAsync("r0");
        _folder.Outputs.Write("o9", "another's");
        var before = _folder.Content();
        _folder.Run("o{n}", "r1", files * 2, 2, from: 1);
        int there = (formerRows + formerMax - 1) / formerMax;
        await using (var journal = (await _folder.JournalAsync("r1"))!)
        {
            var plan = await journal.PlanAsync(default);
            (plan.Restores, plan.Deletes, plan.Reinserts, plan.Conflicts).Should().Be((Math.Min(there, files), Math.Max(0, files - there), Math.Max(0, there - files), 0));
        }
        await _folder.UndoAsync("r1");
        _folder.Content().Should().Equal(before);
    }

    [Fact]
    public async Task Files_and_folders_that_were_not_there_go_again()
    {
        _folder.Run("a/b/o", "r1", 3);
        _folder.Content().Keys.Should().Equal("a", "a/b", "a/b/o");
        await using (var journal = (await _folder.JournalAsync("r1"))!)
        {
            var plan = await journal.PlanAsync(default);
            (plan.Restores, plan.Deletes, plan.Facts.Count).Should().Be((0, 1, 2));
        }
        await _folder.UndoAsync("r1");
        _folder.Content().Should().BeEmpty();
    }

    [Fact]
    public async Task Folders_that_others_use_by_now_stay_and_those_of_an_interrupted_run_go()
    {
        string mark;
        using (var left = _folder.Open("a/b/o", "r1"))
        {
            JournaledFolder.Rows(left, 0, 2);
            mark = left.Mark(last: false).ToText();
        }
        using (var taken = _folder.Open("a/b/o", "r1", mark: mark)) taken.Complete();
        _folder.Outputs.Write("a/others", "x");
        await _folder.UndoAsync("r1");
        _folder.Content().Keys.Should().Equal("a", "a/others");
    }

    /// <summary>What the run left is known although no single process wrote all of it.</summary>
    [Theory]
    [InlineData("o", null)]
    [InlineData("o.gz", null)]
    [InlineData("o{n}", 3)]
    [InlineData("o{n}.gz", 3)]
    public async Task A_run_that_was_taken_up_in_the_middle_is_undone(string name, int? maxRows)
    {
        foreach (int marked in Enumerable.Range(0, 9))
        {
            _folder.Run(name, "r0", 5, maxRows);
            await ForgetAsync("r0");
            var before = _folder.Content();
            string mark;
            using (var left = _folder.Open(name, "r1", maxRows))
            {
                JournaledFolder.Rows(left, 0, marked);
                mark = left.Mark(last: false).ToText();
                JournaledFolder.Rows(left, 7, 8);
                left.Flush();
            }
            using (var taken = _folder.Open(name, "r1", maxRows, mark))
            {
                JournaledFolder.Rows(taken, marked, 8);
                mark = taken.Mark(last: true).ToText();
            }
            using (var taken = _folder.Open(name, "r1", maxRows, mark)) taken.Complete();
            _folder.Content().Keys.Should().Contain(n => n.EndsWith(".former", StringComparison.Ordinal)).And.NotContain(n => n.EndsWith(".tmp", StringComparison.Ordinal));
            await _folder.UndoAsync("r1");
            _folder.Content().Should().Equal(before);
        }
    }

    [Fact]
    public async Task A_run_that_failed_between_two_names_is_undone()
    {
        _folder.Outputs.Write("o1", "before");
        Directory.CreateDirectory(_folder.Outputs.At("o2").FullPath);
        var before = _folder.Content();
        using (var output = _folder.Open("o{n}", "r1", 2))
        {
            JournaledFolder.Rows(output, 0, 6);
            output.Invoking(o => o.Complete()).Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3002");
        }
        _folder.Content()["o1"].Should().Be("[0,1]");
        await _folder.UndoAsync("r1");
        _folder.Content().Should().Equal(before);
    }

    [Fact]
    public async Task A_run_that_did_not_come_to_its_end_undoes_nothing_but_its_unfinished_file()
    {
        _folder.Outputs.Write("o", "before");
        using (var left = _folder.Open("o", "r1"))
        {
            JournaledFolder.Rows(left, 0, 2);
            left.Mark(last: false);
        }
        await using (var journal = (await _folder.JournalAsync("r1"))!)
        {
            var plan = await journal.PlanAsync(default);
            (plan.Restores, plan.Deletes, plan.Conflicts, plan.Facts.Count).Should().Be((0, 0, 0, 1));
        }
        await _folder.UndoAsync("r1");
        _folder.Content().Should().Equal(new Dictionary<string, string> { ["o"] = "before" });
    }

    [Fact]
    public async Task A_run_that_nobody_takes_up_leaves_no_journal()
    {
        _folder.Outputs.Write("o", "before");
        using (var left = _folder.Open("o", "r1")) JournaledFolder.Rows(left, 0, 2);
        (await _folder.JournalAsync("r1")).Should().BeNull();
        _folder.Journals().Should().Equal("r1");
        _folder.Content().Keys.Should().Equal("o");
    }

    [Fact]
    public async Task Without_a_journal_nothing_is_kept()
    {
        _folder.Outputs.Write("o.csv", "before");
        var target = Target("o.csv", null);
        await using (var writer = await target.OpenAsync(new WriteRequest(Schema, "r1", "p", false), default)) await writer.CompleteAsync(default);
        _folder.Content().Keys.Should().Equal("o.csv");
        await using (var writer = await target.OpenAsync(new WriteRequest(Schema, "r1", "p", true) { Journal = _folder.Request("r1") }, default)) await writer.CompleteAsync(default);
        _folder.Content().Keys.Should().Equal("o.csv");
        _folder.Journals().Should().BeEmpty();
    }

    [Fact]
    public void Standard_output_cannot_be_undone() =>
        new CsvTarget(new CsvTargetOptions { Path = new FilePath("-", "-", default) }, TestFolder.Context).JournalObstacle.Should().Be("nothing takes back what was written to standard output");

    [Fact]
    public async Task Forgetting_takes_what_was_kept_away_and_leaves_the_rest()
    {
        _folder.Run("o{n}", "r0", 6, 2);
        await ForgetAsync("r0");
        _folder.Run("o{n}", "r1", 3, 2, from: 5);
        _folder.Content().Keys.Should().Equal(".o1.r1.1.former", ".o2.r1.1.former", ".o3.r1.1.former", "o1", "o2");
        await ForgetAsync("r1");
        _folder.Content().Should().Equal(new Dictionary<string, string> { ["o1"] = "[5,6]", ["o2"] = "[7]" });
        _folder.Journals().Should().Equal("r0", "r1");
    }

    [Fact]
    public async Task Runs_on_one_path_are_undone_newest_first()
    {
        _folder.Outputs.Write("o", "before");
        // In whatever order their names stand.
        string[] runs = ["r5", "r2", "r9"];
        for (int i = 0; i < runs.Length; i++) _folder.Run("o", runs[i], i + 1);
        // Not a run on the same path.
        _folder.Outputs.Write(".o.x.r7.3.former", "");
        (await ObstacleAsync("r5")).Should().Be($"run r9 has replaced {_folder.Outputs.At("o").FullPath} since and is not undone");
        (await ObstacleAsync("r2")).Should().Contain("r9");
        await _folder.UndoAsync("r9");
        _folder.Content()["o"].Should().Be("[0,1]");
        (await ObstacleAsync("r5")).Should().Contain("r2");
        await _folder.UndoAsync("r2");
        _folder.Run("o", "r1", 4);
        (await ObstacleAsync("r5")).Should().Contain("r1");
        await _folder.UndoAsync("r1");
        await _folder.UndoAsync("r5");
        _folder.Content().Where(f => f.Key == "o").Single().Value.Should().Be("before");
    }

    [Fact]
    public async Task A_run_that_made_the_first_file_waits_for_the_one_that_replaced_it()
    {
        _folder.Run("o", "r1", 1);
        _folder.Run("o", "r2", 2);
        (await ObstacleAsync("r1")).Should().Contain("r2");
        await _folder.UndoAsync("r2");
        await _folder.UndoAsync("r1");
        _folder.Content().Should().BeEmpty();
    }

    [Fact]
    public async Task A_later_run_that_keeps_nothing_is_a_conflict()
    {
        _folder.Outputs.Write("o", "before");
        _folder.Run("o", "r1", 1);
        _folder.Run("o", "r2", 2);
        await ForgetAsync("r2");
        await using var journal = (await _folder.JournalAsync("r1"))!;
        journal.Obstacle.Should().BeNull();
        (await journal.PlanAsync(default)).Samples.Should().Equal(new UndoConflict(_folder.Outputs.At("o").FullPath, "was changed since"));
    }

    [Fact]
    public async Task Patterns_do_not_see_what_is_kept()
    {
        _folder.Outputs.Write("o.csv", "before");
        _folder.Run("o.csv", "r1", 1);
        _folder.Content().Keys.Should().Equal(".o.csv.r1.1.former", "o.csv");
        PatternFiles.Find(_folder.Outputs.At("*")).Select(f => f.Name).Should().Equal("o.csv");
        PatternFiles.Find(_folder.Outputs.At("**")).Select(f => f.Name).Should().Equal("o.csv");
        await Task.CompletedTask;
    }

    [SkippableFact]
    public async Task A_symbolic_link_comes_back_as_a_link()
    {
        Skip.If(OperatingSystem.IsWindows());
        _folder.Outputs.Write("real", "before");
        File.CreateSymbolicLink(_folder.Outputs.At("o").FullPath, "real");
        _folder.Run("o", "r1", 1);
        _folder.Content()["real"].Should().Be("before");
        new FileInfo(_folder.Outputs.At("o").FullPath).LinkTarget.Should().BeNull();
        await _folder.UndoAsync("r1");
        new FileInfo(_folder.Outputs.At("o").FullPath).LinkTarget.Should().Be("real");
        _folder.Content().Keys.Should().Equal("o", "real");
    }

    [SkippableTheory]
    [InlineData("it's an o", "o{n}")]
    [InlineData("$(touch x)\n", "o'{n}")]
    public async Task The_script_does_what_undoing_does(string folder, string name)
    {
        Skip.If(OperatingSystem.IsWindows());
        Directory.CreateDirectory(_folder.Outputs.At(folder).FullPath);
        name = $"{folder}/{name}";
        _folder.Run(name, "r0", 5, 2);
        await ForgetAsync("r0");
        var before = _folder.Content();
        _folder.Run(name, "r1", 2, 2, from: 4);
        var text = new StringWriter();
        await using (var journal = (await _folder.JournalAsync("r1"))!)
        {
            await journal.WriteScriptAsync(text, force: false, default);
            (await journal.PlanAsync(default)).Restores.Should().Be(1);
        }
        using (var shell = Process.Start(new ProcessStartInfo("sh", ["-e"]) { RedirectStandardInput = true, WorkingDirectory = _folder.Outputs.Path })!)
        {
            await shell.StandardInput.WriteAsync(text.ToString());
            shell.StandardInput.Close();
            await shell.WaitForExitAsync();
            shell.ExitCode.Should().Be(0);
        }
        _folder.Content().Should().Equal(before);
        (await _folder.JournalAsync("r1")).Should().BeNull();
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"Pipeline":"p","Target":"t/1","Run":"r2","Path":"/o"}""")]
    [InlineData("""{"Version":2,"Pipeline":"p","Target":"t/1","Run":"r1","Path":"/o"}""")]
    [InlineData("""{"Pipeline":"p","Target":"t/1","Run":"r1","Path":null}""")]
    public async Task What_is_no_journal_of_the_run_is_refused(string text)
    {
        _folder.Run("o", "r1", 1);
        File.WriteAllText(_folder.Address("r1").Text, text);
        var opening = async () => await _folder.JournalAsync("r1");
        (await opening.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3072");
    }

    [SkippableFact]
    public void A_disk_that_is_full_for_the_journal_changes_no_name()
    {
        Skip.IfNot(File.Exists("/dev/full"));
        _folder.Outputs.Write("o", "before");
        using (var output = _folder.Open("o", "r1"))
        {
            JournaledFolder.Rows(output, 0, 3);
            File.CreateSymbolicLink(_folder.Address("r1").Text + ".tmp", "/dev/full");
            FluentActions.Invoking(output.Complete).Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3071");
        }
        _folder.Content().Should().Equal(new Dictionary<string, string> { ["o"] = "before" });
    }

    private static RecordSchema Schema { get; } = new([new Field("id", DataType.Integer), new Field("name", DataType.Text)]);

    private IJournaledTarget Target(string name, int? maxRows)
    {
        var path = _folder.Outputs.At(name);
        return name.Contains(".jsonl", StringComparison.Ordinal) ? new JsonlTarget(new JsonlTargetOptions { Path = path, MaxRows = maxRows }, TestFolder.Context)
            : name.Contains(".json", StringComparison.Ordinal) ? new JsonTarget(new JsonTargetOptions { Path = path, MaxRows = maxRows }, TestFolder.Context)
            : new CsvTarget(new CsvTargetOptions { Path = path, MaxRows = maxRows }, TestFolder.Context);
    }

    private async Task LoadAsync(ITarget target, string run, int rows)
    {
        await using var writer = await target.OpenAsync(new WriteRequest(Schema, run, "p", false) { Journal = _folder.Request(run) }, default);
        using var batch = Rows.Batch(Schema, [.. Enumerable.Range(0, rows).Select(i => new object?[] { (long)i, $"row {i}" })]);
        await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
        await writer.CommitAsync(null, default);
        await writer.CompleteAsync(default);
    }

    private async Task<string?> ObstacleAsync(string run)
    {
        await using var journal = await _folder.JournalAsync(run);
        return journal!.Obstacle;
    }

    private async Task ForgetAsync(string run)
    {
        await using var journal = (await _folder.JournalAsync(run))!;
        await journal.ForgetAsync(default);
    }
}
