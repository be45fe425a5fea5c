using DataMigration.Connectors.Files;
using DataMigration.Connectors.Files.Journals;

namespace DataMigration.Tests.Files.Journals;

/// <summary>A load that is killed between any two changes of names, and an undoing that is.</summary>
public sealed class FileJournalStepsTests
{
    /// <summary>Name, rows a file, rows of the load before (none: no file), whether the disk has hard links.</summary>
    public static TheoryData<string, int?, int?, bool> Loads()
    {
        var data = new TheoryData<string, int?, int?, bool>();
        foreach (bool links in new[] { true, false })
        {
            foreach (int? rows in new int?[] { null, 3, 7 })
            {
                data.Add("o", null, rows, links);
                data.Add("o{n}.gz", 2, rows, links);
            }
            data.Add("new/folder/o{n}", 3, null, links);
            // The same bytes as before.
            data.Add("o", null, 5, links);
        }
        return data;
    }

    /// <summary>Whoever is killed as soon as it has made something has a journal that says so.</summary>
    [Theory]
    [InlineData("o", null)]
    [InlineData("new/folder/o{n}", 2)]
    public async Task A_load_has_its_journal_before_its_first_file(string name, int? maxRows)
    {
        using var folder = new JournaledFolder();
        var names = new StoppingNames(0, stopped: () => folder.Content().Should().BeEmpty());
        folder.Invoking(f => f.Open(name, "r1", maxRows, names: names)).Should().Throw<KilledException>();
        using (var begun = folder.Open(name, "r1", maxRows)) begun.Mark(last: false);
        await folder.UndoAsync("r1");
        folder.Content().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Loads))]
    public async Task A_killed_load_is_taken_up_and_keeps_what_was_there_first(string name, int? maxRows, int? former, bool links)
    {
        await EachKillAsync(name, maxRows, former, links, async (folder, before, mark) =>
        {
            using (var taken = folder.Open(name, "r1", maxRows, mark, new StoppingNames(-1, links))) taken.Complete();
            folder.Content().Where(f => !IsHidden(f.Key)).Should().Equal(Undisturbed(name, maxRows, former));
            await folder.UndoAsync("r1");
            folder.Content().Should().Equal(before);
        });
    }

    [Theory]
    [MemberData(nameof(Loads))]
    public async Task A_killed_load_is_undone(string name, int? maxRows, int? former, bool links)
    {
        await EachKillAsync(name, maxRows, former, links, async (folder, before, _) =>
        {
            await folder.UndoAsync("r1");
            folder.Content().Should().Equal(before);
        });
    }

    [Theory]
    [MemberData(nameof(Loads))]
    public async Task A_killed_load_is_undone_when_its_leftovers_have_gone(string name, int? maxRows, int? former, bool links)
    {
        await EachKillAsync(name, maxRows, former, links, async (folder, before, mark) =>
        {
            var path = folder.Outputs.At(name);
            UnfinishedOutput.Discard(path, "r1", OutputMark.Parse(mark, path));
            await folder.UndoAsync("r1");
            folder.Content().Should().Equal(before);
        });
    }

    [Theory]
    [MemberData(nameof(Loads))]
    public async Task A_killed_load_is_forgotten_and_no_name_is_lost(string name, int? maxRows, int? former, bool links)
    {
        await EachKillAsync(name, maxRows, former, links, async (folder, before, _) =>
        {
            var replaced = Undisturbed(name, maxRows, former).Select(f => f.Key).Intersect(before.Keys).ToList();
            await using (var journal = (await folder.JournalAsync("r1"))!) await journal.ForgetAsync(default);
            replaced.Except(folder.Content().Keys).Should().BeEmpty();
            folder.Content().Keys.Should().NotContain(n => n.EndsWith(".former", StringComparison.Ordinal));
            (await folder.JournalAsync("r1")).Should().BeNull();
        });
    }

    [Theory]
    [MemberData(nameof(Loads))]
    public async Task A_killed_load_begins_anew_from_what_was_there(string name, int? maxRows, int? former, bool links)
    {
        await EachKillAsync(name, maxRows, former, links, async (folder, before, _) =>
        {
            using (var anew = folder.Open(name, "r1", maxRows))
            {
                folder.Content().Where(f => !f.Key.EndsWith(".tmp", StringComparison.Ordinal) && f.Value != "/").Should().Equal(before.Where(f => f.Value != "/"));
                JournaledFolder.Rows(anew, 2, 4);
                anew.Complete();
            }
            await folder.UndoAsync("r1");
            folder.Content().Should().Equal(before);
        });
    }

    [Theory]
    [MemberData(nameof(Loads))]
    public async Task A_killed_undoing_is_called_again(string name, int? maxRows, int? former, bool links)
    {
        bool killed = true;
        for (int step = 0; killed; step++)
        {
            using var folder = new JournaledFolder();
            var before = Prepare(folder, name, maxRows, former);
            using (var output = folder.Open(name, "r1", maxRows, names: new StoppingNames(-1, links)))
            {
                JournaledFolder.Rows(output, 0, 5);
                output.Complete();
            }
            var names = new StoppingNames(step, links);
            var file = new JournalFile(folder.Address("r1").Text, names);
            var undoing = async () => await new FileJournal(file, JournaledFolder.Place("r1"), file.Read(JournaledFolder.Place("r1"))!, names).UndoAsync(false, new Progress<long>(), default);
            try
            {
                await undoing();
                killed = false;
                step.Should().BeGreaterThan(2);
            }
            catch (KilledException)
            {
                if (folder.Journals().Contains("r1/journals/t%2F1.files.json")) await folder.UndoAsync("r1");
            }
            folder.Content().Should().Equal(before, $"the undoing ended before step {step}");
        }
    }

    [Fact]
    public async Task A_killed_taking_away_of_unfinished_files_is_called_again()
    {
        for (int step = 0; step < 6; step++)
        {
            using var folder = new JournaledFolder();
            using (var left = folder.Open("a/o{n}", "r1", 1))
            {
                JournaledFolder.Rows(left, 0, 5);
                left.Mark(last: false);
            }
            folder.Content().Should().HaveCount(6);
            var file = new JournalFile(folder.Address("r1").Text, new StoppingNames(step));
            var undo = new FileUndo(file, file.Read(JournaledFolder.Place("r1"))!, new StoppingNames(step));
            if (step < 5) undo.Invoking(u => u.Undo(false, null, default)).Should().Throw<KilledException>();
            await folder.UndoAsync("r1");
            folder.Content().Should().BeEmpty();
        }
    }

    [Fact]
    public async Task A_killed_undoing_by_force_is_called_again()
    {
        bool killed = true;
        for (int step = 0; killed; step++)
        {
            using var folder = new JournaledFolder();
            folder.Outputs.Write("o1", "[0,1]");
            folder.Outputs.Write("o2", "before");
            var before = folder.Content();
            folder.Run("o{n}", "r1", 8, 2);
            foreach (int number in new[] { 1, 2, 3 }) folder.Outputs.Write($"o{number}", "changed");
            File.Delete(folder.Outputs.At("o4").FullPath);
            var names = new StoppingNames(step);
            var file = new JournalFile(folder.Address("r1").Text, names);
            var undoing = async () => await new FileJournal(file, JournaledFolder.Place("r1"), file.Read(JournaledFolder.Place("r1"))!, names).UndoAsync(true, new Progress<long>(), default);
            try
            {
                await undoing();
                killed = false;
            }
            catch (KilledException)
            {
                await using var journal = (await folder.JournalAsync("r1"))!;
                (await journal.UndoAsync(true, new Progress<long>(), default)).Conflicts.Should().Be(0);
            }
            folder.Content().Should().Equal(before, $"the undoing ended before step {step}");
            (await folder.JournalAsync("r1")).Should().BeNull();
        }
    }

    /// <summary>Kills a load of five rows before each of its steps.</summary>
    private static async Task EachKillAsync(string name, int? maxRows, int? former, bool links, Func<JournaledFolder, SortedDictionary<string, string>, string, Task> then)
    {
        bool killed = true;
        int steps = 0;
        for (; killed; steps++)
        {
            using var folder = new JournaledFolder();
            var before = Prepare(folder, name, maxRows, former);
            // The first step writes the journal when the load begins.
            var output = folder.Open(name, "r1", maxRows, names: new StoppingNames(steps + 1, links));
            JournaledFolder.Rows(output, 0, 5);
            string mark = output.Mark(last: true).ToText();
            try
            {
                output.Complete();
                killed = false;
            }
            catch (KilledException)
            {
                var there = folder.Content();
                before.Values.Except(there.Values).Should().BeEmpty("no former file is ever lost");
                if (links && maxRows is null) before.Keys.Except(there.Keys).Should().BeEmpty("a name always leads to a file");
            }
            await then(folder, before, mark);
        }
        steps.Should().BeGreaterThan(2);
    }

    private static SortedDictionary<string, string> Prepare(JournaledFolder folder, string name, int? maxRows, int? former)
    {
        if (former is { } rows)
        {
            using var output = new OutputFile(folder.Outputs.At(name), "r0", IfExists.Replace, new FileFrame("["u8.ToArray(), "]"u8.ToArray(), 1), maxRows);
            JournaledFolder.Rows(output, 0, rows);
            output.Complete();
        }
        return folder.Content();
    }

    private static SortedDictionary<string, string> Undisturbed(string name, int? maxRows, int? former)
    {
        using var folder = new JournaledFolder();
        Prepare(folder, name, maxRows, former);
        Prepare(folder, name, maxRows, 5);
        return folder.Content();
    }

    private static bool IsHidden(string name) => Path.GetFileName(name)[0] == '.';
}
