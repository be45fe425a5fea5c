using System.IO.Compression;
using System.Text;
using DataMigration.Connectors;
using DataMigration.Connectors.Csv;
using DataMigration.Connectors.Json;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Files;

/// <summary>A reading of files that one process has left, and another one takes up.</summary>
public sealed class SourceResumeTests : IDisposable
{
    private const int BlockSize = 300;

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.csv")]
    [InlineData("a.csv.gz")]
    [InlineData("a.zip")]
    [InlineData("?.csv")]
    [InlineData("?.csv.gz")]
    [InlineData("a.csv", "utf-16le")]
    [InlineData("?.csv", "utf-16be")]
    [InlineData("?.csv", null, 3)]
    [InlineData("?.csv.gz", "utf-16le", 3)]
    [InlineData("a.jsonl")]
    [InlineData("?.jsonl.gz")]
    [InlineData("?.jsonl", "utf-16le")]
    [InlineData("a.json")]
    [InlineData("?.json")]
    [InlineData("a.json.gz")]
    [InlineData("?.json", "utf-16be")]
    public async Task Reading_goes_on_behind_any_cursor_as_if_it_had_not_stopped(string path, string? encoding = null, int skipLastRows = 0)
    {
        Write(path, encoding);
        var whole = Source(path, skipLastRows);
        await whole.DiscoverAsync(default);
        var blocks = await CutAsync(whole);
        blocks.Should().HaveCountGreaterThan(10);
        blocks.Select(b => b.Cursor).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        for (int i = 0; i < blocks.Count; i++)
        {
            var source = Source(path, skipLastRows);
            await source.DiscoverAsync(default);
            source.Identity.Should().Be(whole.Identity);
            // The engine asks before the run and again when it reads.
            await source.ResumeAsync(blocks[i].Cursor!, acceptChanges: false, default);
            await source.ResumeAsync(blocks[i].Cursor!, acceptChanges: false, default);
            (await CutAsync(source)).Should().Equal(blocks[(i + 1)..]);
        }
    }

    [Theory]
    [InlineData("a.csv", "name")]
    [InlineData("?.csv", "7,row 7,")]
    [InlineData("?.jsonl", "row 7")]
    [InlineData("?.json", "before")]
    [InlineData("?.json", "row 7")]
    [InlineData("?.json", "behind")]
    public async Task What_was_read_must_still_be_there(string path, string changed)
    {
        Write(path);
        var whole = Source(path);
        await whole.DiscoverAsync(default);
        var blocks = await CutAsync(whole);
        string first = path.Replace('?', 'a'), text = File.ReadAllText(_folder.At(first).FullPath);
        _folder.Write(first, text.Replace(changed, changed[..^1] + (changed.EndsWith(',') ? ';' : '~'), StringComparison.Ordinal));
        // At the end everything lies before, what stands around the rows too.
        var refusal = await RefusalAsync(path, blocks[^1].Cursor!);
        refusal.Code.Should().Be("DM3024");
        // At the very first cursor it had not been read.
        if (changed is "behind") await AcceptAsync(path, blocks[0].Cursor!);
    }

    [Fact]
    public async Task A_refusal_names_the_file_and_the_place_and_reads_no_further()
    {
        Write("?.csv");
        var whole = Source("?.csv");
        await whole.DiscoverAsync(default);
        string cursor = (await CutAsync(whole)).First(b => b.File == "b.csv").Cursor!;
        string text = File.ReadAllText(_folder.At("b.csv").FullPath);
        // Nothing behind the place is asked: a record without an end there would be a failure of its own.
        _folder.Write("b.csv", text.Replace("row 0", "row X", StringComparison.Ordinal) + "\"" + new string('x', 5000));
        string[] parts = cursor.Split(';');
        (await RefusalAsync("?.csv", cursor)).Message.Should().Be($"what the run had read of 'b.csv', up to line {parts[2]} (byte {parts[1]}), is not there any more: the bytes before are others");
        _folder.Write("b.csv", text.Replace("row 0", "row 1234", StringComparison.Ordinal));
        (await RefusalAsync("?.csv", cursor)).Message.Should().EndWith("the records before end elsewhere");
        _folder.Write("b.csv", text[..40]);
        (await RefusalAsync("?.csv", cursor)).Message.Should().EndWith("it ends before");
    }

    [Fact]
    public async Task A_file_that_has_grown_is_another_one_whose_start_can_be_taken_up()
    {
        Write("a.csv");
        var whole = Source("a.csv");
        await whole.DiscoverAsync(default);
        string before = whole.Identity, cursor = (await CutAsync(whole))[3].Cursor!;
        File.AppendAllText(_folder.At("a.csv").FullPath, "900,more,\n");
        var grown = Source("a.csv");
        await grown.DiscoverAsync(default);
        grown.Identity.Should().NotBe(before);
        await grown.ResumeAsync(cursor, acceptChanges: true, default);
        Encoding.UTF8.GetString((await CutAsync(grown))[^1].Bytes.Select(b => (byte)b).ToArray()).Should().EndWith("900,more,\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0;5")]
    [InlineData("0;300;4;00")]
    [InlineData("0;-300;4;00000000000000000000000000000000")]
    [InlineData(" 0;300;4;00000000000000000000000000000000")]
    [InlineData("0;99999999999999999999;4;00000000000000000000000000000000")]
    [InlineData("0;300;4;00000000000000000000000000000000;1")]
    [InlineData("0;300;4;0000000000000000000000000000000Z")]
    public async Task What_is_no_cursor_is_refused(string cursor)
    {
        Write("a.jsonl");
        (await RefusalAsync("a.jsonl", cursor)).Code.Should().Be("DM3026");
    }

    [Fact]
    public async Task Many_files_are_identified_in_short()
    {
        for (int i = 0; i < 9; i++) _folder.Write($"{i}.csv", $"id\n{i}\n");
        var source = new CsvSource(new CsvSourceOptions { Path = _folder.At("*.csv") }, TestFolder.Context);
        await source.DiscoverAsync(default);
        source.Identity.Should().MatchRegex(@"^9 files \(45 bytes, [0-9a-f]{16}\)$");
    }

    [Fact]
    public void Standard_input_cannot_be_read_again() =>
        new CsvSource(new CsvSourceOptions { Path = _folder.At("-") with { Text = "-" } }, TestFolder.Context).ResumeObstacle.Should().NotBeNull();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(333)]
    public async Task Arrays_are_cut_alike_whatever_a_read_brings(int member)
    {
        // Records far longer than a block among short ones: what is left in memory behind one depends on the reads. Every member of a packed file is a read of its own.
        var random = new Random(1);
        string text = "[" + string.Join(", ", Enumerable.Range(0, 200).Select(i => $"{{\"id\":{i},\"t\":\"{new string('x', random.Next(i % 3 == 0 ? 1600 : 90))}\"}}")) + "]";
        _folder.Write("a.json", text);
        var pieces = Encoding.UTF8.GetBytes(text).Chunk(member);
        using (var file = File.Create(_folder.At("b.json.gz").FullPath))
            foreach (byte[] piece in pieces)
                using (var gzip = new GZipStream(file, CompressionLevel.NoCompression, leaveOpen: true)) gzip.Write(piece);
        var plain = new JsonSource(new JsonSourceOptions { Path = _folder.At("a.json") }, TestFolder.Context, BlockSize);
        var packed = new JsonSource(new JsonSourceOptions { Path = _folder.At("b.json.gz") }, TestFolder.Context, BlockSize);
        await plain.DiscoverAsync(default);
        await packed.DiscoverAsync(default);
        (await CutAsync(packed)).Select(b => b.Cursor).Should().Equal((await CutAsync(plain)).Select(b => b.Cursor));
    }

    private IResumableSource Source(string path, int skipLastRows = 0)
    {
        var file = _folder.At(path);
        return path.Contains(".jsonl", StringComparison.Ordinal) ? new JsonlSource(new JsonlSourceOptions { Path = file }, TestFolder.Context, BlockSize)
            : path.Contains(".json", StringComparison.Ordinal) ? new JsonSource(new JsonSourceOptions { Path = file, Pointer = "/data/1/items" }, TestFolder.Context, BlockSize)
            : new CsvSource(new CsvSourceOptions { Path = file, SkipLastRows = skipLastRows }, TestFolder.Context, BlockSize);
    }

    private async Task AcceptAsync(string path, string cursor)
    {
        var source = Source(path);
        await source.DiscoverAsync(default);
        await source.ResumeAsync(cursor, acceptChanges: false, default);
        (await CutAsync(source)).Should().NotBeEmpty();
    }

    private async Task<Diagnostics.Diagnostic> RefusalAsync(string path, string cursor)
    {
        var source = Source(path);
        await source.DiscoverAsync(default);
        // A file that is proved to be another one is refused, whatever is accepted.
        var resuming = async () => await source.ResumeAsync(cursor, acceptChanges: true, default);
        return (await resuming.Should().ThrowAsync<MigrationException>()).Which.Diagnostic;
    }

    /// <summary>The files that a path stands for: `?` is two of them, a zip file holds two.</summary>
    private void Write(string path, string? encoding = null)
    {
        var text = encoding is null ? new UTF8Encoding(false) : encoding == "utf-16le" ? Encoding.Unicode : Encoding.BigEndianUnicode;
        byte[] Bytes(int from) => [.. text.GetPreamble(), .. text.GetBytes(Text(path, from))];
        if (path.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = ZipFile.Open(_folder.At(path).FullPath, ZipArchiveMode.Create);
            foreach (int from in new[] { 0, 200 })
            {
                using var entry = zip.CreateEntry($"{from}.csv").Open();
                entry.Write(Bytes(from));
            }
            return;
        }
        foreach (string name in path[0] == '?' ? new[] { "a", "b" } : ["a"])
        {
            using var file = File.Create(_folder.At(name + path[1..]).FullPath);
            using var stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file;
            stream.Write(Bytes(name == "a" ? 0 : 200));
        }
    }

    private static string Text(string path, int from)
    {
        var rows = Enumerable.Range(0, 120);
        string Record(int i) => $"{{\"id\": {from + i}, \"name\": \"row {i}\", \"café\": \"{new string('é', i % 31)}\"}}";
        if (path.Contains(".jsonl", StringComparison.Ordinal)) return string.Join("\n", rows.Select(Record));
        if (path.Contains(".json", StringComparison.Ordinal))
            return $"{{\"meta\": [\"before\"],\n \"data\": [0, {{\"items\": [\n{string.Join(",\n", rows.Select(Record))}\n], \"more\": \"behind\"}}]}}\n";
        return "id,name,café\n" + string.Concat(rows.Select(i => $"{from + i},row {i},{(i % 3 == 0 ? "\"two\nlines\"" : new string('é', i % 31))}\n"));
    }

    private static async Task<List<Cut>> CutAsync(IResumableSource source)
    {
        var blocks = new List<Cut>();
        await foreach (var block in ((ISplitsIntoBlocks)source).SplitAsync(default))
        {
            // Bytes as characters, so that records compare.
            blocks.Add(new Cut(block.File, block.FileNumber, block.ByteOffset, block.FirstLine, block.Cursor, Encoding.Latin1.GetString(block.Heap.Bytes, 0, block.Heap.Used)));
            block.Dispose();
        }
        return blocks;
    }

    private sealed record Cut(string? File, int FileNumber, long Offset, long Line, string? Cursor, string Bytes);
}
