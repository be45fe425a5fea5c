using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Conformance;

/// <summary>What every target must do. A connector derives from it and says how its target is made and read back.</summary>
public abstract class TargetConformance
{
    private static readonly RecordSchema TextSchema = new([new("id", DataType.Text), new("note", DataType.Text)]);

    /// <summary>A target on a place where nothing was loaded yet (an empty table, a missing file); asked anew it is a new object on the same place.</summary>
    protected abstract ITarget Create(RecordSchema schema);

    /// <summary>What stands there, in the order written.</summary>
    protected abstract Task<IReadOnlyList<object?[]>> ReadBackAsync(RecordSchema schema);

    /// <summary>Whether the place is as it was before any load; rows that a database committed do count.</summary>
    protected abstract Task<bool> IsUntouchedAsync();

    /// <summary>Whether rows committed without completion stay (a database) or go (a file).</summary>
    protected abstract bool KeepsCommitted { get; }

    /// <summary>The types the target can hold, each with values at its edges.</summary>
    protected virtual IReadOnlyList<(DataType Type, object?[] Values)> Types =>
    [
        (DataType.Text, ["", " ", "plain", "a,b;c", "say \"x\"", "two\nlines", "cr\r\nlf", "Zoë € 𝄞", "NULL", "'"]),
        (DataType.Integer, [0L, -1L, long.MaxValue, long.MinValue]),
        (DataType.Number, [0d, -1.5, 0.1, double.MaxValue, double.Epsilon]),
        (DataType.Decimal(12, 2), [(Int128)0, (Int128)(-1), (Int128)123456, (Int128)999999999999, -(Int128)999999999999]),
        (DataType.Decimal(38, 10), [Int128.Parse("99999999999999999999999999999999999999"), Int128.Parse("-1")]),
        (DataType.Boolean, [true, false]),
        (DataType.Date, [new DateOnly(2026, 2, 28).DayNumber, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber]),
        (DataType.DateTime, [new DateTime(2026, 2, 28, 23, 59, 59).Ticks, new DateTime(2026, 1, 1).AddTicks(1).Ticks]),
        (DataType.DateTimeOffset, [new DateTimeOffset(2026, 2, 28, 1, 2, 3, TimeSpan.FromHours(-5.5)), new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)]),
        (DataType.Time, [0L, TimeOnly.MaxValue.Ticks]),
        (DataType.Guid, [Guid.Empty, Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")]),
        (DataType.Binary, ["00FF10", "41"]),
        (DataType.Json, ["{\"a\":[1,\"x\"]}", "null"]),
    ];

    private static List<object?[]> Texts(int count) => [.. Enumerable.Range(0, count).Select(i => new object?[] { i.ToString(), i % 3 == 0 ? null : i % 3 == 1 ? "" : $"note, {i}" })];

    [Fact]
    public async Task Every_type_reads_back()
    {
        var types = Types;
        var schema = new RecordSchema(types.Select((t, i) => new Field($"c{i}", t.Type)));
        int count = types.Max(t => t.Values.Length) + 1;
        // The last row is all null.
        List<object?[]> rows = [.. Enumerable.Range(0, count).Select(row => types.Select(t => row == count - 1 ? null : t.Values[row % t.Values.Length]).ToArray())];
        await LoadAsync(schema, [rows]);
        Rows.Show(await ReadBackAsync(schema)).Should().Be(Rows.Show(rows));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Batches_may_be_cut_anywhere(bool encoded)
    {
        var rows = Texts(100);
        await LoadAsync(TextSchema, [rows[..1], [], rows[1..64], rows[64..]], encoded);
        Rows.Show(await ReadBackAsync(TextSchema)).Should().Be(Rows.Show(rows));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_selected_rows_are_written(bool encoded)
    {
        var rows = Texts(100);
        // Dropped after encoding, as an ordered rule does: the first, the last, and every fourth between.
        static bool Dropped(int row) => row % 4 == 0 || row == 99;
        await LoadAsync(TextSchema, [rows], encoded, Dropped);
        Rows.Show(await ReadBackAsync(TextSchema)).Should().Be(Rows.Show(rows.Where((_, row) => !Dropped(row))));
    }

    [Fact]
    public async Task A_load_without_rows_is_a_load()
    {
        await LoadAsync(TextSchema, []);
        (await ReadBackAsync(TextSchema)).Should().BeEmpty();
    }

    [Fact]
    public async Task A_dry_run_leaves_nothing()
    {
        await LoadAsync(TextSchema, [Texts(10)], dryRun: true);
        (await IsUntouchedAsync()).Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_load_that_is_not_completed_leaves_nothing_or_what_was_committed(bool commit)
    {
        var target = Create(TextSchema);
        await using (var writer = await target.OpenAsync(new WriteRequest(TextSchema, "run-1", "pipeline", false), default))
        {
            using var batch = Rows.Batch(TextSchema, Texts(10));
            await writer.WriteAsync(new WriteBatch(batch, batch.Selection, null), default);
            if (commit) await writer.CommitAsync(null, default);
        }
        if (commit && KeepsCommitted) Rows.Show(await ReadBackAsync(TextSchema)).Should().Be(Rows.Show(Texts(10)));
        else (await IsUntouchedAsync()).Should().BeTrue();
    }

    [Fact]
    public async Task Validation_and_check_touch_nothing()
    {
        var diagnostics = new DiagnosticBag();
        var target = Create(TextSchema);
        target.Validate(TextSchema, diagnostics);
        await target.CheckAsync(TextSchema, diagnostics, default);
        diagnostics.Items.Should().BeEmpty();
        target.Facts.Should().NotBeEmpty();
        (await IsUntouchedAsync()).Should().BeTrue();
    }

    private async Task LoadAsync(RecordSchema schema, IReadOnlyList<List<object?[]>> batches, bool encoded = false, Func<int, bool>? dropped = null, bool dryRun = false)
    {
        var target = Create(schema);
        var encoder = encoded && target is IEncodesBlocks encodes ? encodes.CreateEncoder(schema) : null;
        await using var writer = await target.OpenAsync(new WriteRequest(schema, "run-1", "pipeline", dryRun), default);
        foreach (var rows in batches)
        {
            using var batch = Rows.Batch(schema, rows);
            using var bytes = encoder?.Encode(batch, batch.Selection.Rows);
            using var drop = new Bitmap(rows.Count);
            for (int row = 0; row < rows.Count; row++) drop[row] = dropped?.Invoke(row) ?? false;
            batch.Selection.Remove(drop);
            var result = await writer.WriteAsync(new WriteBatch(batch, batch.Selection, bytes), default);
            result.Failures.Should().BeEmpty();
            (result.Inserted + result.Changed + result.Unchanged + result.Deleted + result.Skipped.Count).Should().Be(batch.Selection.Count);
        }
        await writer.CommitAsync(null, default);
        await writer.CompleteAsync(default);
    }
}
