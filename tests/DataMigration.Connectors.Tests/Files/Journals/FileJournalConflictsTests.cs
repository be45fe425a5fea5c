using DataMigration.Connectors.Files.Journals;
using DataMigration.Failures;
using DataMigration.Journals;

namespace DataMigration.Tests.Files.Journals;

/// <summary>What somebody has done since to what a run has left.</summary>
public sealed class FileJournalConflictsTests : IDisposable
{
    private readonly JournaledFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A run that replaces o1 and o2, makes o3 and o4 anew: what is done to a file, what is said, and what is there after force; null = nothing.</summary>
    [Theory]
    [InlineData("o1", "[1,X]", "was changed since", "[8,8]")]
    [InlineData("o1", "[1,2,3]", "was changed since", "[8,8]")]
    [InlineData("o2", null, "is gone", "[8,8]")]
    [InlineData("o3", "[5,X]", "was changed since", null)]
    [InlineData("o3", "", "was changed since", null)]
    [InlineData("o4", null, "is gone", null)]
    public async Task It_is_seen_and_left_alone_and_undone_by_force(string name, string? content, string said, string? forced)
    {
        _folder.Outputs.Write("o1", "[8,8]");
        _folder.Outputs.Write("o2", "[8,8]");
        _folder.Run("o{n}", "r1", 8, 2);
        Put(name, content);
        var conflict = new UndoConflict(_folder.Outputs.At(name).FullPath, said);
        await using var journal = (await _folder.JournalAsync("r1"))!;
        var plan = await journal.PlanAsync(default);
        plan.Samples.Should().Equal(conflict);
        (plan.Conflicts, plan.Restores + plan.Deletes).Should().Be((1, 3));
        var result = await journal.UndoAsync(force: false, new Progress<long>(), default);
        (result.Done, result.Conflicts).Should().Be((3, 1));
        result.Samples.Should().Equal(conflict);
        Content(name).Should().Be(content);
        // Only that part of the journal is left.
        await using var left = (await _folder.JournalAsync("r1"))!;
        plan = await left.PlanAsync(default);
        (plan.Conflicts, plan.Restores + plan.Deletes).Should().Be((1, 0));
        (await left.UndoAsync(force: true, new Progress<long>(), default)).Conflicts.Should().Be(0);
        Content(name).Should().Be(forced);
        (await _folder.JournalAsync("r1")).Should().BeNull();
        _folder.Content().Should().Equal(new Dictionary<string, string> { ["o1"] = "[8,8]", ["o2"] = "[8,8]" });
    }

    [Fact]
    public async Task A_file_that_was_taken_away_and_made_anew_is_one()
    {
        _folder.Outputs.Write("o1", "[8]");
        _folder.Outputs.Write("o2", "[8]");
        _folder.Run("o{n}", "r1", 2, 2);
        Put("o2", "new");
        await using var journal = (await _folder.JournalAsync("r1"))!;
        (await journal.UndoAsync(force: false, new Progress<long>(), default)).Samples.Should().Equal(new UndoConflict(_folder.Outputs.At("o2").FullPath, "was made anew since"));
        (Content("o1"), Content("o2")).Should().Be(("[8]", "new"));
        (await journal.UndoAsync(force: true, new Progress<long>(), default)).Done.Should().Be(1);
        _folder.Content().Should().Equal(new Dictionary<string, string> { ["o1"] = "[8]", ["o2"] = "[8]" });
    }

    [Fact]
    public async Task What_was_kept_and_is_gone_cannot_be_forced()
    {
        _folder.Outputs.Write("o1", "[8]");
        _folder.Outputs.Write("o2", "[8]");
        _folder.Run("o{n}", "r1", 2, 2);
        foreach (string kept in _folder.Content().Keys.Where(n => n[0] == '.')) File.Delete(_folder.Outputs.At(kept).FullPath);
        await using var journal = (await _folder.JournalAsync("r1"))!;
        journal.Bytes.Should().Be(0);
        var result = await journal.UndoAsync(force: true, new Progress<long>(), default);
        (result.Done, result.Conflicts).Should().Be((0, 2));
        result.Samples[0].What.Should().Be($"cannot be brought back, since {_folder.Outputs.At(".o1.r1.1.former").FullPath} is gone");
        Content("o1").Should().Be("[0,1]");
        var script = new StringWriter();
        await journal.WriteScriptAsync(script, force: true, default);
        script.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(3).And.OnlyContain(l => l.StartsWith('#'));
        await journal.ForgetAsync(default);
        (await _folder.JournalAsync("r1")).Should().BeNull();
    }

    [Fact]
    public async Task What_somebody_has_brought_back_by_hand_is_none()
    {
        _folder.Outputs.Write("o1", "[8]");
        _folder.Outputs.Write("o2", "[8]");
        _folder.Run("o{n}", "r1", 2, 2);
        foreach (string name in new[] { "o1", "o2" }) File.Move(_folder.Outputs.At($".{name}.r1.1.former").FullPath, _folder.Outputs.At(name).FullPath, overwrite: true);
        await using (var journal = (await _folder.JournalAsync("r1"))!)
        {
            var plan = await journal.PlanAsync(default);
            (plan.Conflicts, plan.Restores, plan.Reinserts).Should().Be((0, 0, 0));
        }
        await _folder.UndoAsync("r1");
        _folder.Content().Should().Equal(new Dictionary<string, string> { ["o1"] = "[8]", ["o2"] = "[8]" });
    }

    [Fact]
    public async Task A_comment_of_the_script_stays_one()
    {
        _folder.Run("o\nrm -rf x", "r1", 1);
        Put("o\nrm -rf x", "X");
        var script = new StringWriter();
        await using var journal = (await _folder.JournalAsync("r1"))!;
        await journal.WriteScriptAsync(script, force: false, default);
        script.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCount(2).And.OnlyContain(l => l.StartsWith('#'));
    }

    [Fact]
    public async Task A_file_that_somebody_writes_while_the_run_is_interrupted_is_not_lost()
    {
        _folder.Outputs.Write("o", "before");
        // The journal of the beginning, that of the end, the second name; then the end.
        var output = _folder.Open("o", "r1", names: new StoppingNames(4, links: false));
        JournaledFolder.Rows(output, 0, 2);
        string mark = output.Mark(last: true).ToText();
        FluentActions.Invoking(output.Complete).Should().Throw<KilledException>();
        _folder.Content().Keys.Should().Contain(".o.r1.1.former");
        File.Move(_folder.Outputs.At("o").FullPath, _folder.Outputs.At(".o.r1.tmp").FullPath);
        _folder.Outputs.Write("o", "somebody's");
        using (var taken = _folder.Open("o", "r1", mark: mark))
            taken.Invoking(t => t.Complete()).Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3074");
        (Content("o"), Content(".o.r1.1.former")).Should().Be(("somebody's", "before"));
        await using var journal = (await _folder.JournalAsync("r1"))!;
        (await journal.PlanAsync(default)).Conflicts.Should().Be(1);
    }

    [Fact]
    public void A_load_does_not_begin_anew_over_what_somebody_has_changed()
    {
        _folder.Outputs.Write("o", "before");
        _folder.Run("o", "r1", 2);
        Put("o", "somebody's");
        var opening = () => _folder.Open("o", "r1");
        opening.Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3075");
        Content("o").Should().Be("somebody's");
    }

    [Fact]
    public async Task A_name_that_cannot_be_given_leaves_the_former_file()
    {
        _folder.Outputs.Write("o", "before");
        using (var output = _folder.Open("o", "r1", names: new StoppingNames(-1, links: false)))
        {
            JournaledFolder.Rows(output, 0, 2);
            output.Mark(last: true);
            // Somebody's tidying up takes the unfinished file.
            File.Delete(_folder.Outputs.At(".o.r1.tmp").FullPath);
            output.Invoking(o => o.Complete()).Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3006");
        }
        _folder.Content().Should().Equal(new Dictionary<string, string> { ["o"] = "before" });
        await _folder.UndoAsync("r1");
        _folder.Content().Should().Equal(new Dictionary<string, string> { ["o"] = "before" });
    }

    [Fact]
    public async Task Only_a_file_as_long_as_the_one_left_is_read()
    {
        _folder.Outputs.Write("o", "before");
        _folder.Run("o", "r1", 2);
        string path = _folder.Outputs.At("o").FullPath;
        new FileDigest(5, "").IsAt(path, default).Should().BeFalse();
        var load = new JournalFile(_folder.Address("r1").Text, FileNames.Disk).Read(JournaledFolder.Place("r1"))!;
        load.Files.Single().Left.Should().Be(FileDigest.Read(path, default)).And.Match<FileDigest>(d => d.Length == 5);
        var cancelled = async () =>
        {
            await using var journal = (await _folder.JournalAsync("r1"))!;
            await journal.PlanAsync(new CancellationToken(canceled: true));
        };
        await cancelled.Should().ThrowAsync<OperationCanceledException>();
    }

    private string? Content(string name) => File.Exists(_folder.Outputs.At(name).FullPath) ? File.ReadAllText(_folder.Outputs.At(name).FullPath) : null;

    private void Put(string name, string? content)
    {
        if (content is null) File.Delete(_folder.Outputs.At(name).FullPath);
        else _folder.Outputs.Write(name, content);
    }
}
