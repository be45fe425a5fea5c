using System.IO.Compression;
using DataMigration.Connectors;
using DataMigration.Connectors.Csv;
using DataMigration.Connectors.Files;
using DataMigration.Connectors.Json;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Files;

/// <summary>A load of the targets themselves that is killed behind a mark, and taken up.</summary>
public sealed class TargetResumeTests : IDisposable
{
    private static readonly RecordSchema Schema = new([new Field("id", DataType.Integer), new Field("name", DataType.Text)]);

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("o.csv")]
    [InlineData("o.csv.gz")]
    [InlineData("o{n}.csv", 7)]
    [InlineData("o{nn}.csv.gz", 7)]
    [InlineData("o.jsonl")]
    [InlineData("o.jsonl.gz")]
    [InlineData("o.json")]
    [InlineData("o.json.gz")]
    [InlineData("o{n}.json", 5)]
    [InlineData("o{n}.json.gz", 5)]
    public async Task A_killed_load_ends_as_an_undisturbed_one(string name, int? maxRows = null)
    {
        var expected = await UndisturbedAsync(name, maxRows);
        foreach (int marked in new[] { 0, 1, 3 })
        foreach (int behind in new[] { 0, 1, 4 })
        {
            string killed = $"k{marked}-{behind}/";
            await using (var left = await OpenAsync("left/" + name, maxRows))
            {
                // Marks before the last one are of no account.
                for (int i = 0; i < marked; i++)
                {
                    await WriteAsync(left, i);
                    await left.MarkAsync(last: false, default);
                }
                string? mark = await left.MarkAsync(last: false, default);
                for (int i = marked; i < marked + behind; i++) await WriteAsync(left, i);
                await left.CommitAsync(null, default);
                // The killed process leaves what the system has, and tidies nothing up.
                Copy("left", killed);
                await using var taken = await OpenAsync(killed + name, maxRows, mark);
                for (int i = marked; i < 8; i++) await WriteAsync(taken, i);
                await taken.MarkAsync(last: true, default);
                await taken.CompleteAsync(default);
            }
            Content(killed).Should().Equal(expected, $"{marked} batches were marked and {behind} came behind");
            Directory.Delete(_folder.At("left").FullPath, recursive: true);
        }
    }

    [Theory]
    [InlineData("o.csv", null)]
    [InlineData("o{n}.json.gz", 5)]
    public async Task A_load_is_taken_up_again_and_again(string name, int? maxRows)
    {
        var expected = await UndisturbedAsync(name, maxRows);
        string? mark = null;
        for (int i = 0; i < 8; i++)
        {
            await using var writer = await OpenAsync("out/" + name, maxRows, mark, IfExists.Fail);
            await WriteAsync(writer, i);
            mark = await writer.MarkAsync(last: i == 7, default);
            // Behind the mark, and gone.
            if (i < 7) await WriteAsync(writer, 77);
        }
        // Every name but the first is still to be given each time.
        for (int given = 0; given <= expected.Count; given++)
        {
            await using (var whole = await OpenAsync("out/" + name, maxRows, mark, IfExists.Fail))
            {
                (await whole.MarkAsync(last: true, default)).Should().Be(mark);
                if (given == expected.Count) await whole.CompleteAsync(default);
            }
            string? next = Directory.EnumerateFiles(_folder.At("out").FullPath, "*.tmp").Order(StringComparer.Ordinal).FirstOrDefault();
            if (next is not null) File.Move(next, Path.Combine(Path.GetDirectoryName(next)!, Path.GetFileName(next)[1..^7]));
        }
        Content("out/").Should().Equal(expected);
    }

    [Fact]
    public async Task What_was_never_marked_goes_and_what_was_marked_stays()
    {
        await using (var writer = await OpenAsync("out/o.csv", null)) await WriteAsync(writer, 0);
        _folder.Content().Should().BeEmpty();
        await using (var writer = await OpenAsync("out/o{n}.csv", 5))
        {
            await WriteAsync(writer, 0);
            await writer.MarkAsync(last: false, default);
            for (int i = 1; i < 6; i++) await WriteAsync(writer, i);
        }
        _folder.Content().Should().Equal("out", "out/.o1.csv.r1.tmp");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Files_begun_behind_the_mark_are_taken_away_too(bool marked)
    {
        string? mark = null;
        await using (var writer = await OpenAsync("left/o{n}.csv", 5))
        {
            await WriteAsync(writer, 0);
            if (marked) mark = await writer.MarkAsync(last: false, default);
            for (int i = 1; i < 6; i++) await WriteAsync(writer, i);
            await writer.CommitAsync(null, default);
            Copy("left", "killed/");
        }
        _folder.Write("killed/.o1.csv.r2.tmp", "another run's");
        Directory.GetFiles(_folder.At("killed").FullPath).Should().HaveCountGreaterThan(3);
        var target = Target("killed/o{n}.csv", 5, IfExists.Replace);
        await target.DiscardAsync(Place, mark, default);
        Directory.GetFiles(_folder.At("killed").FullPath).Should().Equal(_folder.At("killed/.o1.csv.r2.tmp").FullPath);
        await target.DiscardAsync(Place, mark, default);
    }

    [Fact]
    public async Task A_load_goes_on_with_fewer_rows_a_file()
    {
        string? mark;
        await using (var writer = await OpenAsync("out/o{n}.csv", 100))
        {
            for (int i = 0; i < 4; i++) await WriteAsync(writer, i);
            mark = await writer.MarkAsync(last: false, default);
        }
        await using (var writer = await OpenAsync("out/o{n}.csv", 5, mark))
        {
            await WriteAsync(writer, 4);
            await writer.CompleteAsync(default);
        }
        Content("out/").Select(f => (f.Key, f.Value.Split('\n').Length - 2)).Should().Equal(("o1.csv", 12), ("o2.csv", 3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Lengths":[3]}""")]
    [InlineData("""{"Lengths":null,"Rows":1,"IsEmpty":false,"IsSealed":false}""")]
    [InlineData("""{"Lengths":[],"Rows":1,"IsEmpty":false,"IsSealed":false}""")]
    [InlineData("""{"Lengths":[-3],"Rows":1,"IsEmpty":false,"IsSealed":false}""")]
    [InlineData("""{"Lengths":[3],"Rows":-1,"IsEmpty":false,"IsSealed":false}""")]
    [InlineData("""{"Lengths":[3],"Rows":1,"IsEmpty":false,"IsSealed":false,"More":1}""")]
    [InlineData("""{"Lengths":[1,3],"Rows":1,"IsEmpty":false,"IsSealed":false}""")]
    public async Task What_is_no_mark_is_refused(string mark)
    {
        _folder.Write(".o.csv.r1.tmp", "id,name\n");
        var opening = async () => await OpenAsync("o.csv", null, mark);
        (await opening.Should().ThrowAsync<MigrationException>()).Which.Diagnostic.Code.Should().Be("DM3025");
    }

    private static CheckpointPlace Place => new("p", "t", "r1");

    private IResumableTarget Target(string name, int? maxRows, IfExists ifExists)
    {
        var path = _folder.At(name);
        return name.Contains(".jsonl", StringComparison.Ordinal) ? new JsonlTarget(new JsonlTargetOptions { Path = path, MaxRows = maxRows, IfExists = ifExists }, TestFolder.Context)
            : name.Contains(".json", StringComparison.Ordinal) ? new JsonTarget(new JsonTargetOptions { Path = path, MaxRows = maxRows, IfExists = ifExists, Indent = 1 }, TestFolder.Context)
            : new CsvTarget(new CsvTargetOptions { Path = path, MaxRows = maxRows, IfExists = ifExists, Bom = true }, TestFolder.Context);
    }

    private async Task<ITargetWriter> OpenAsync(string name, int? maxRows, string? mark = null, IfExists ifExists = IfExists.Replace) =>
        await Target(name, maxRows, ifExists).OpenAsync(new WriteRequest(Schema, Place.Run, Place.Pipeline, false) { Checkpoints = new CheckpointRequest(Place, _folder.At("run").FullPath, mark) }, default);

    private static async Task WriteAsync(ITargetWriter writer, int number)
    {
        using var batch = Rows.Batch(Schema, [.. Enumerable.Range(number * 3, 3).Select(i => new object?[] { (long)i, $"row {i}, \"é\"" })]);
        await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
    }

    private async Task<SortedDictionary<string, string>> UndisturbedAsync(string name, int? maxRows)
    {
        await using (var writer = await OpenAsync("whole/" + name, maxRows))
        {
            for (int i = 0; i < 8; i++) await WriteAsync(writer, i);
            await writer.CompleteAsync(default);
        }
        return Content("whole/");
    }

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(_folder.At(to).FullPath);
        foreach (string file in Directory.EnumerateFiles(_folder.At(from).FullPath)) File.Copy(file, Path.Combine(_folder.At(to).FullPath, Path.GetFileName(file)));
    }

    /// <summary>Unpacked.</summary>
    private SortedDictionary<string, string> Content(string folder) => new(Directory.EnumerateFiles(_folder.At(folder).FullPath).ToDictionary(f => Path.GetFileName(f), f =>
    {
        using var file = File.OpenRead(f);
        using var reader = new StreamReader(f.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        return reader.ReadToEnd();
    }), StringComparer.Ordinal);
}
