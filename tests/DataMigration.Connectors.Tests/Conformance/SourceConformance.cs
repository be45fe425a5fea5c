using System.Buffers;
using DataMigration.Connectors;
using DataMigration.Data;

namespace DataMigration.Tests.Conformance;

/// <summary>What every source must do. A connector derives from it and says how a source of given rows is made.</summary>
public abstract class SourceConformance
{
    private static readonly string[] Names = ["id", "name", "Notes of 2026"];

    /// <summary>A new source, not yet discovered, that holds these rows of text.</summary>
    protected abstract ISource Create(IReadOnlyList<string> names, IReadOnlyList<string?[]> rows);

    /// <summary>A new source over a file of the source's own reject format, or null where another connector reads that format.</summary>
    protected abstract ISource? CreateFromRejects(byte[] file);

    private static List<string?[]> Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new[] { i.ToString(), i % 7 == 0 ? null : i % 5 == 0 ? "" : $"Zoë \"{i}\", Ltd", i % 3 == 0 ? "two\nlines" : "€ 5;00" })];

    [Fact]
    public async Task Discovers_the_fields()
    {
        var source = Create(Names, Many(3));
        var schema = await source.DiscoverAsync(default);
        schema.Fields.Should().Equal(Names.Select(n => new Field(n, DataType.Text)));
        source.Facts.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20_000)]
    public async Task Reads_every_row_once_in_order(int count)
    {
        var rows = Many(count);
        var read = await Rows.ReadAsync(Create(Names, rows));
        Rows.Show(read).Should().Be(Rows.Show(rows));
    }

    [Fact]
    public async Task Reading_again_gives_the_same()
    {
        var rows = Many(500);
        Rows.Show(await Rows.ReadAsync(Create(Names, rows))).Should().Be(Rows.Show(await Rows.ReadAsync(Create(Names, rows))));
    }

    [Fact]
    public async Task Blocks_decode_to_what_is_read_serially()
    {
        var rows = Many(20_000);
        var source = Create(Names, rows);
        if (source is not ISplitsIntoBlocks { CanSplit: true } splits) return;
        await source.DiscoverAsync(default);
        var decoders = new[] { splits.CreateDecoder(), splits.CreateDecoder() };
        var read = new List<object?[]>();
        long sequence = 0;
        await foreach (var block in splits.SplitAsync(default))
        {
            block.Sequence.Should().Be(sequence++);
            using var batch = decoders[sequence % 2].Decode(block);
            read.AddRange(Rows.Of(batch));
        }
        Rows.Show(read).Should().Be(Rows.Show(rows));
    }

    [Fact]
    public async Task Origins_ascend()
    {
        var source = Create(Names, Many(20_000));
        await source.DiscoverAsync(default);
        long last = -1;
        long? line = 0;
        await foreach (var batch in source.ReadAsync(default))
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                batch.Origins.Position(row).Should().BeGreaterThan(last);
                last = batch.Origins.Position(row);
                if (batch.Origins[row].Line is not { } next) continue;
                next.Should().BeGreaterThan(line!.Value);
                line = next;
            }
            batch.Dispose();
        }
    }

    [Fact]
    public async Task A_file_of_rejects_is_itself_a_source()
    {
        var rows = Many(400);
        var source = Create(Names, rows);
        await source.DiscoverAsync(default);
        var file = new ArrayBufferWriter<byte>();
        source.RejectFormat.Extension.Should().StartWith(".");
        source.RejectFormat.WriteHeader(file, null);
        await foreach (var batch in source.ReadAsync(default))
        {
            for (int row = 0; row < batch.RowCount; row++) source.RejectFormat.WriteRow(batch, row, null, file);
            batch.Dispose();
        }
        if (CreateFromRejects(file.WrittenSpan.ToArray()) is not { } replay) return;
        Rows.Show(await Rows.ReadAsync(replay)).Should().Be(Rows.Show(rows));
    }

    [Fact]
    public async Task Stops_when_asked()
    {
        var source = Create(Names, Many(20_000));
        await source.DiscoverAsync(default);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var reading = async () =>
        {
            await foreach (var batch in source.ReadAsync(stop.Token)) batch.Dispose();
        };
        await reading.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Can_be_left_after_the_first_batch()
    {
        var rows = Many(20_000);
        var source = Create(Names, rows);
        await source.DiscoverAsync(default);
        await foreach (var batch in source.ReadAsync(default))
        {
            batch.Dispose();
            break;
        }
        Rows.Show(await Rows.ReadAsync(Create(Names, rows))).Should().Be(Rows.Show(rows));
    }

    [Fact]
    public async Task Reading_is_taken_up_behind_any_cursor()
    {
        var rows = Many(20_000);
        if (Create(Names, rows) is not IResumableSource { ResumeObstacle: null } whole) return;
        var (read, cursors) = await CutAsync(whole);
        cursors.Should().HaveCountGreaterThan(1).And.OnlyHaveUniqueItems().And.NotContainNulls();
        whole.Identity.Should().NotBeEmpty();
        foreach (int at in new[] { 0, cursors.Count / 2, cursors.Count - 1 })
        {
            var source = (IResumableSource)Create(Names, rows);
            await source.DiscoverAsync(default);
            source.Identity.Should().Be(whole.Identity);
            await source.ResumeAsync(cursors[at]!, acceptChanges: false, default);
            var (rest, next) = await CutAsync(source, discover: false);
            next.Should().Equal(cursors.Skip(at + 1));
            rest.Should().Equal(read.Skip(at + 1));
            // Taking up is for one reading: the next begins at the start.
            (await CutAsync(source, discover: false)).Cursors.Should().Equal(cursors);
        }
    }

    [Fact]
    public async Task A_cursor_of_other_rows_is_refused()
    {
        var rows = Many(20_000);
        if (Create(Names, rows) is not IResumableSource { ResumeObstacle: null } whole || whole is not ISplitsIntoBlocks { CanSplit: true }) return;
        var (_, cursors) = await CutAsync(whole);
        rows[3] = ["3", "other", rows[3][2]];
        var source = (IResumableSource)Create(Names, rows);
        await source.DiscoverAsync(default);
        foreach (string cursor in new[] { cursors[1]!, "", "x", "0;5" })
        {
            var resume = async () => await source.ResumeAsync(cursor, acceptChanges: false, default);
            await resume.Should().ThrowAsync<Failures.MigrationException>();
        }
    }

    /// <summary>The rows of each block or batch, as text, with what its origins say; and its cursor.</summary>
    private static async Task<(List<string> Read, List<string?> Cursors)> CutAsync(ISource source, bool discover = true)
    {
        if (discover) await source.DiscoverAsync(default);
        var (read, cursors) = (new List<string>(), new List<string?>());
        void Take(RecordBatch batch, string? cursor)
        {
            read.Add(string.Join(';', Enumerable.Range(0, batch.RowCount).Select(r => $"{batch.Origins[r]} {batch.Origins.Position(r)}")) + Rows.Show(Rows.Of(batch)));
            cursors.Add(cursor);
            batch.Dispose();
        }
        if (source is ISplitsIntoBlocks { CanSplit: true } splits)
        {
            var decoder = splits.CreateDecoder();
            await foreach (var block in splits.SplitAsync(default)) Take(decoder.Decode(block), block.Cursor);
        }
        else
        {
            await foreach (var batch in source.ReadAsync(default)) Take(batch, batch.Cursor);
        }
        return (read, cursors);
    }
}
