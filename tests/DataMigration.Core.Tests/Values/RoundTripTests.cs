using System.Text;
using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Tests.Values;

public sealed class RoundTripTests
{
    private const int Rows = 3000;

    [Theory]
    [MemberData(nameof(FixedWidth))]
    public void What_is_formatted_reads_back_as_the_same_value(string name)
    {
        var type = Reading.TypeOf(name);
        using var column = Column.Create(type, Rows);
        Fill(column, new Random(7));
        int[] rows = [.. Enumerable.Range(0, Rows)];
        using var text = ValueFormatter.ToTextColumn(column, rows);
        var failed = new List<int>();
        using var back = Reading.Reader(name).Read(text, rows, failed);
        failed.Should().BeEmpty();
        var formatter = CellFormatter.For(column);
        var room = new byte[ValueFormatter.MaxLength(type)];
        foreach (int row in rows)
        {
            string canonical = text.GetString(row)!;
            ValueFormatter.ToText(back, row).Should().Be(canonical);
            ValueFormatter.ToText(column, row).Should().Be(canonical);
            Raw(back, row).Should().Be(Raw(column, row));
            Encoding.UTF8.GetString(room, 0, formatter.Write(row, room)).Should().Be(canonical);
            formatter.MaxLength(row).Should().BeGreaterThanOrEqualTo(canonical.Length);
            ValueFormatter.TryFormat(column, row, room.AsSpan(0, canonical.Length), out int written).Should().BeTrue();
            written.Should().Be(canonical.Length);
            ValueFormatter.TryFormat(column, row, room.AsSpan(0, canonical.Length - 1), out _).Should().BeFalse();
        }
    }

    [Fact]
    public void Bytes_text_and_json_come_back()
    {
        using var bytes = new TextColumn(DataType.Binary, 200);
        for (int i = 0; i < bytes.Length; i++) bytes.Append(i, Enumerable.Range(0, i).Select(b => (byte)(b * 7)).ToArray());
        int[] rows = [.. Enumerable.Range(0, bytes.Length)];
        using var text = ValueFormatter.ToTextColumn(bytes, rows);
        var failed = new List<int>();
        using var back = (TextColumn)Reading.Reader("binary").Read(text, rows, failed);
        failed.Should().BeEmpty();
        foreach (int row in rows)
        {
            back[row].SequenceEqual(bytes[row]).Should().BeTrue();
            var room = new byte[text[row].Length];
            ValueFormatter.TryFormat(bytes, row, room, out int written).Should().BeTrue();
            room.AsSpan(0, written).SequenceEqual(text[row]).Should().BeTrue();
            if (room.Length > 0) ValueFormatter.TryFormat(bytes, row, room.AsSpan(1), out _).Should().BeFalse();
        }
        using var json = (TextColumn)Reading.Reader("json").ReadOne("[1, 2]")!;
        var small = new byte[6];
        ValueFormatter.TryFormat(json, 0, small, out int length).Should().BeTrue();
        Encoding.UTF8.GetString(small, 0, length).Should().Be("[1, 2]");
        ValueFormatter.TryFormat(json, 0, small.AsSpan(1), out _).Should().BeFalse();
    }

    [Fact]
    public void Columns_on_one_heap_do_not_outlive_it()
    {
        var input = Reading.Column("a", null, "c");
        var failed = new List<int>();
        using var shared = (TextColumn)Reading.Reader("text").Read(input, [0, 1, 2], failed);
        shared.Heap.Should().BeSameAs(input.Heap);
        input.Dispose();
        shared.GetString(2).Should().Be("c");
        shared.GetString(1).Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Random_bytes_never_throw_and_what_is_read_has_one_canonical_text(string name, string? pattern)
    {
        var random = new Random(11);
        var format = pattern is null ? ValueFormat.Default : Reading.Pattern(pattern);
        byte[] alphabet = "0123456789+-.,:/ TZeEaA{}[]\"xnul\u00a0é"u8.ToArray();
        using var input = new TextColumn(DataType.Text, 20_000);
        for (int row = 0; row < input.Length; row++)
        {
            var bytes = new byte[random.Next(random.Next(1, 45))];
            if (row % 4 == 1) random.NextBytes(bytes);
            else for (int i = 0; i < bytes.Length; i++) bytes[i] = alphabet[random.Next(alphabet.Length)];
            if (row % 2 == 0)
            {
                bytes = Encoding.UTF8.GetBytes(Samples[random.Next(Samples.Length)]);
                bytes[random.Next(bytes.Length)] = alphabet[random.Next(alphabet.Length)];
            }
            input.Append(row, bytes);
        }
        int[] rows = [.. Enumerable.Range(0, input.Length)];
        var failed = new List<int>();
        using var output = Reading.Reader(name, format).Read(input, rows, failed);
        failed.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        int[] read = [.. rows.Except(failed)];
        read.Should().NotBeEmpty();
        read.All(row => !output.IsNull(row)).Should().BeTrue();
        failed.TrueForAll(output.IsNull).Should().BeTrue();
        using var text = ValueFormatter.ToTextColumn(output, read);
        using var again = Reading.Reader(name).Read(text, read, failed = []);
        failed.Should().BeEmpty();
        foreach (int row in read) ValueFormatter.ToText(again, row).Should().Be(text.GetString(row));
    }

    [Fact]
    public void Numbers_agree_with_the_platform()
    {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++)
        {
            string text = $"{(random.Next(2) == 0 ? "-" : "")}{random.NextInt64(0, (long)Math.Pow(10, random.Next(1, 18)))}{(random.Next(3) == 0 ? "" : ".")}";
            if (text.EndsWith('.')) text += random.NextInt64(0, (long)Math.Pow(10, random.Next(1, 10)));
            // A whole number that lies between two doubles is nobody's.
            double nearest = double.Parse(text);
            bool between = !text.Contains('.') && (Int128)nearest != Int128.Parse(text) && nearest.ToString() != text;
            Reading.Read("number", text).Should().Be(between ? null : nearest.ToString());
        }
    }

    [Fact]
    public void Every_day_of_the_calendar_is_known()
    {
        var first = new DateOnly(1, 1, 1);
        var parser = Reading.Reader("date");
        for (int day = 0; day <= DateOnly.MaxValue.DayNumber; day += 251)
        {
            using var column = (Column<int>)parser.ReadOne(first.AddDays(day).ToString("yyyy-MM-dd"))!;
            column[0].Should().Be(day);
        }
        for (int year = 1; year <= 9999; year++)
            (Reading.Read("date", $"{year:0000}-02-29") is not null).Should().Be(DateTime.IsLeapYear(year));
    }

    private static readonly string[] Samples =
    [
        "2024-02-29", "2024-02-29T23:59:59.1234567", "2024-02-29 23:59:59+05:30", "23:59:59.5", "0f8fad5b-d9cb-469f-a165-70867728950e", "-9223372036854775807",
        "1234567890.12", "-1.5e-300", "true", "[1, {\"a\": \"b\"}]", "12/31/24", "20241231", "31.12.2024 23:59", "2359", "0x00ff", "AAEC",
    ];

    private static readonly string[] FixedWidthNames =
        ["integer", "number", "decimal(12,2)", "decimal(38,0)", "decimal(38,38)", "decimal(19,4)", "boolean", "date", "datetime", "datetime_offset", "time", "guid"];

    public static TheoryData<string> FixedWidth => [.. FixedWidthNames];

    public static TheoryData<string, string?> Everything
    {
        get
        {
            var data = new TheoryData<string, string?>();
            foreach (string name in FixedWidthNames.Concat(["text", "json", "binary"])) data.Add(name, null);
            data.Add("date", "M/d/yy");
            data.Add("date", "yyyyMMdd");
            data.Add("datetime", "d.M.yyyy H:m");
            data.Add("time", "HHmm");
            data.Add("binary", "hex");
            return data;
        }
    }

    private static object Raw(Column column, int row) => column switch
    {
        Column<long> c => c[row],
        Column<double> c => c[row],
        Column<Int128> c => c[row],
        Column<bool> c => c[row],
        Column<int> c => c[row],
        Column<DateTimeOffset> c => (c[row].Ticks, c[row].Offset),
        Column<Guid> c => c[row],
        _ => throw new ArgumentException(column.Type.ToString()),
    };

    private static void Fill(Column column, Random random)
    {
        for (int row = 0; row < column.Length; row++)
        {
            long bits = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            switch (column)
            {
                case Column<long> c when c.Type.Kind == DataKind.Integer: c.Set(row, row switch { 0 => long.MinValue, 1 => long.MaxValue, _ => bits }); break;
                case Column<long> c when c.Type.Kind == DataKind.Time: c.Set(row, row == 0 ? TimeSpan.TicksPerDay - 1 : random.NextInt64(TimeSpan.TicksPerDay) / Unit(row) * Unit(row)); break;
                case Column<long> c: c.Set(row, row switch { 0 => 0, 1 => DateTime.MaxValue.Ticks, _ => random.NextInt64(DateTime.MaxValue.Ticks) / Unit(row) * Unit(row) }); break;
                case Column<double> c:
                    double number = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
                    c.Set(row, row switch { 0 => double.MaxValue, 1 => double.Epsilon, 2 => -0.0, _ => !double.IsFinite(number) ? 1 : row % 2 == 0 ? number : bits / 100.0 });
                    break;
                case Column<Int128> c:
                    var limit = Int128.Parse("1" + new string('0', c.Type.Precision));
                    c.Set(row, row switch { 0 => limit - 1, 1 => 1 - limit, _ => new Int128((ulong)random.NextInt64(), (ulong)random.NextInt64()) % limit / (Int128)Math.Pow(10, random.Next(c.Type.Precision)) * (row % 2 * 2 - 1) });
                    break;
                case Column<bool> c: c.Set(row, row % 2 == 0); break;
                case Column<int> c: c.Set(row, row == 0 ? DateOnly.MaxValue.DayNumber : random.Next(DateOnly.MaxValue.DayNumber)); break;
                case Column<DateTimeOffset> c:
                    var offset = TimeSpan.FromMinutes(random.Next(-840, 841));
                    c.Set(row, new DateTimeOffset(random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay) / Unit(row) * Unit(row), offset));
                    break;
                case Column<Guid> c: c.Set(row, Guid.NewGuid()); break;
            }
        }
    }

    private static long Unit(int row) => (long)Math.Pow(10, row % 9);
}
