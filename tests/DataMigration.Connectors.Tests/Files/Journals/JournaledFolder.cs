using System.Text;
using DataMigration.Connectors;
using DataMigration.Connectors.Files;
using DataMigration.Connectors.Files.Journals;
using DataMigration.Data;
using DataMigration.Journals;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Files.Journals;

/// <summary>A folder of outputs, and beside it those of runs with their journals.</summary>
internal sealed class JournaledFolder : IDisposable
{
    private readonly TestFolder _outputs = new();
    private readonly TestFolder _runs = new();

    public TestFolder Outputs => _outputs;

    public static CheckpointPlace Place(string run) => new("p", "t/1", run);

    public JournalRequest Request(string run) => new(Place(run), _runs.At($"{run}/journals").FullPath);

    public JournalAddress Address(string run) => new(null, "", JournalFile.PathOf(Request(run)));

    public IReadOnlyList<string> Journals() => _runs.Content();

    public void Dispose()
    {
        _outputs.Dispose();
        _runs.Dispose();
    }

    public WriteRequest Write(string run, string? mark = null) => new(new RecordSchema([new Field("id", DataType.Integer)]), run, "p", false)
    {
        Journal = Request(run),
        Checkpoints = mark is null ? null : new CheckpointRequest(Place(run), _runs.At(run).FullPath, mark),
    };

    /// <summary>Opens an output of rows that are one digit each.</summary>
    public OutputFile Open(string name, string run, int? maxRows = null, string? mark = null, IFileNames? names = null, IfExists ifExists = IfExists.Replace)
    {
        var path = _outputs.At(name);
        return new OutputFile(path, run, ifExists, new FileFrame("["u8.ToArray(), "]"u8.ToArray(), 1), maxRows, mark is null ? null : OutputMark.Parse(mark, path), OutputJournal.Of(Write(run, mark), path, names));
    }

    public static void Rows(OutputFile output, int from, int to)
    {
        for (int i = from; i < to; i++)
        {
            output.Room();
            output.WriteRows([(byte)',', (byte)('0' + i)]);
            output.CountRows(1);
        }
    }

    /// <summary>A whole run.</summary>
    public void Run(string name, string run, int rows, int? maxRows = null, int from = 0)
    {
        using var output = Open(name, run, maxRows);
        Rows(output, from, from + rows);
        output.Complete();
    }

    public async Task<IJournal?> JournalAsync(string run) => await new FileJournals().OpenJournalAsync(Place(run), Address(run), default);

    /// <summary>Undoes a run without conflicts; nothing of its journal remains.</summary>
    public async Task UndoAsync(string run)
    {
        await using (var journal = (await JournalAsync(run))!)
        {
            journal.Obstacle.Should().BeNull();
            var plan = await journal.PlanAsync(default);
            plan.Samples.Should().BeEmpty();
            var result = await journal.UndoAsync(force: false, new Progress<long>(), default);
            result.Conflicts.Should().Be(0);
            result.Done.Should().Be(plan.Deletes + plan.Restores + plan.Reinserts);
        }
        (await JournalAsync(run)).Should().BeNull();
        File.Exists(Address(run).Text).Should().BeFalse();
    }

    /// <summary>Of all outputs, those with hidden names too, the bytes; folders have none.</summary>
    public SortedDictionary<string, string> Content() => new(_outputs.Content().ToDictionary(n => n, n => File.Exists(_outputs.At(n).FullPath) ? Shown(File.ReadAllBytes(_outputs.At(n).FullPath)) : "/"), StringComparer.Ordinal);

    private static string Shown(byte[] bytes) => bytes is [0x1F, 0x8B, ..] ? Convert.ToHexString(bytes) : Encoding.UTF8.GetString(bytes);
}
