using System.IO.Compression;
using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Files;

public sealed class BlockSplitterTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes("header\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"{i},{new string('x', i % 50)}\n")) + "last");

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("f", 300)]
    [InlineData("f", 1 << 18)]
    [InlineData("f.gz", 300)]
    [InlineData("f.gz", 5000)]
    [InlineData("f.zip", 700)]
    public async Task Blocks_are_the_file_cut_at_line_ends(string name, int blockSize)
    {
        Write(name, Content);
        var blocks = await SplitAsync(blockSize, Input(name, start: 7, firstLine: 2));
        blocks.SelectMany(b => b.Bytes).Should().Equal(Content[7..]);
        long offset = 7;
        for (int i = 0; i < blocks.Count; i++)
        {
            blocks[i].Block.Sequence.Should().Be(i);
            blocks[i].Block.ByteOffset.Should().Be(offset);
            blocks[i].Block.FirstLine.Should().Be(1 + Content.AsSpan(0, (int)offset).Count((byte)'\n'));
            if (i + 1 < blocks.Count) blocks[i].Bytes[^1].Should().Be((byte)'\n');
            offset += blocks[i].Bytes.Length;
        }
    }

    [Fact]
    public async Task Blocks_of_several_files_are_of_one_file_each()
    {
        _folder.Write("a", "1\n2");
        _folder.Write("b", "");
        _folder.Write("c", "x\n3\n");
        var inputs = InputFiles.Find(_folder.At("?")).Select(f => new BlockInput(f, new Lines(), TextEncoding.Utf8, f.Name == "c" ? 2 : 0, f.Name == "c" ? 2 : 1));
        var blocks = await SplitAsync(1000, [.. inputs]);
        blocks.Select(b => (b.Block.Sequence, b.Block.File, b.Block.FileNumber, b.Block.ByteOffset, b.Block.FirstLine, Encoding.UTF8.GetString(b.Bytes)))
            .Should().Equal((0, "a", 0, 0, 1, "1\n2"), (1, "c", 2, 2, 2, "3\n"));
    }

    [Theory]
    [InlineData("f")]
    [InlineData("f.gz")]
    public async Task A_file_shorter_than_its_own_start_has_no_records(string name)
    {
        Write(name, "abc"u8.ToArray());
        (await SplitAsync(1000, Input(name, start: 7))).Should().BeEmpty();
    }

    [Fact]
    public async Task Lines_of_UTF_16_are_counted_by_characters()
    {
        byte[] content = Encoding.Unicode.GetBytes("a\u010A\nb\n\u0A0A\nc\n");
        _folder.Write("f", content);
        var file = InputFiles.Find(_folder.At("f")).Single();
        var blocks = await SplitAsync(1, new BlockInput(file, new Lines(2), TextEncoding.Find("utf-16le")!));
        blocks.SelectMany(b => b.Bytes).Should().Equal(content);
        blocks.Select(b => b.Block.FirstLine).Should().Equal(1, 2, 3, 4);
    }

    [Theory]
    [InlineData(2000, false)]
    [InlineData(5000, true)]
    public async Task A_record_without_an_end_is_given_up(int length, bool given)
    {
        _folder.Write("f", "1\n2\n" + new string('x', length) + "\n");
        var splitting = () => SplitAsync(500, 2048, Input("f"));
        if (given) (await splitting.Should().ThrowAsync<MigrationException>()).WithMessage("endless: line 1, byte 0");
        else (await splitting()).Sum(b => b.Bytes.Length).Should().Be(length + 5);
    }

    private void Write(string name, byte[] content)
    {
        using var file = File.Create(_folder.At(name).FullPath);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = new ZipArchive(file, ZipArchiveMode.Create);
            using var entry = zip.CreateEntry("e").Open();
            entry.Write(content);
        }
        else
        {
            using var stream = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : (Stream)file;
            stream.Write(content);
        }
    }

    private BlockInput Input(string name, long start = 0, long firstLine = 1) => new(InputFiles.Find(_folder.At(name)).Single(), new Lines(), TextEncoding.Utf8, start, firstLine);

    private static Task<List<(Block Block, byte[] Bytes)>> SplitAsync(int blockSize, params BlockInput[] inputs) => SplitAsync(blockSize, BlockSplitter.LargestRecord, inputs);

    private static async Task<List<(Block Block, byte[] Bytes)>> SplitAsync(int blockSize, int largestRecord, params BlockInput[] inputs)
    {
        var blocks = new List<(Block, byte[])>();
        await foreach (var block in new BlockSplitter(blockSize, largestRecord).SplitAsync(inputs, CancellationToken.None))
        {
            blocks.Add((block, block.Heap.Bytes.AsSpan(0, block.Heap.Used).ToArray()));
            block.Dispose();
        }
        return blocks;
    }

    /// <summary>Ends a record at every line feed of one or two bytes.</summary>
    private sealed class Lines(int unit = 1) : IRecordScanner
    {
        public int Find(ReadOnlySpan<byte> data, int target, bool final)
        {
            for (int i = 0; i + unit <= data.Length; i += unit)
                if (i + unit > target && data[i] == '\n' && (unit == 1 || data[i + 1] == 0)) return i + unit;
            return final ? data.Length : -1;
        }

        public MigrationException Endless(ReadOnlySpan<byte> data, long line, long offset) =>
            new(new Diagnostics.DiagnosticDescriptor("DM0000", Diagnostics.DiagnosticSeverity.Error, "endless: line {0}, byte {1}", "").At(null, line, offset));

        public void Reset()
        {
            // It starts anew on every call.
        }
    }
}
