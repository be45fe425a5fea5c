using System.Globalization;
using System.Text;
using DataMigration.Data;

namespace DataMigration.Benchmarks;

/// <summary>Rows as a legacy customer file has them, the same at every run.</summary>
internal static class SampleRows
{
    /// <summary>About what one block of 256 KB holds.</summary>
    public const int Count = 2_000;

    public static TextColumn Text(Func<int, string?> value)
    {
        var column = new TextColumn(DataType.Text, Count);
        for (int row = 0; row < Count; row++)
            if (value(row) is { } text) column.Append(row, text.AsSpan());
        return column;
    }

    public static string Integer(int row) => (row * 7919 % 1_000_000).ToString(CultureInfo.InvariantCulture);

    public static string Amount(int row) => (row * 7919 % 10_000_000 / 100m).ToString("#,##0.00", CultureInfo.InvariantCulture);

    public static string Day(int row) => new DateTime(2000, 1, 1).AddDays(row * 13 % 9000).ToString("MM/dd/yyyy", CultureInfo.InvariantCulture);

    public static string Name(int row) => row % 8 == 0 ? $" Zoë  Müller {row} " : $"James Smith {row}";

    public static string Mail(int row) => $"James.Smith{row}@mail.example.org";

    public static string PhoneDigits(int row) => $"555{row * 7919 % 10_000_000:0000000}";

    public static string Phone(int row) => $"(555) {row * 7919 % 1000:000}-{row % 10_000:0000}";

    public static string Address(int row) => $"{row} Elm Street, Springfield, IL, {60_000 + row}";

    /// <summary>A customer's level, of which there are few.</summary>
    public static string Level(int row) => (row % 4) switch { 0 => "GOLD", 1 => "SILVER", 2 => "BRONZE", _ => "" };

    /// <summary>A cell of the legacy file by its field's name.</summary>
    public static string Cell(string field, int row) => field switch
    {
        "id" => Integer(row), "name" => Name(row), "email" => Mail(row), "phone" => Phone(row), "level" => Level(row), "address" => Address(row),
        "created" => Day(row), "balance" => Amount(row), "active" => row % 3 == 0 ? "N" : "Y", _ => "Said call back, then left",
    };

    /// <summary>A batch of texts, a field a <see cref="Cell"/>.</summary>
    public static RecordBatch Texts(RecordSchema schema) => new(schema, Count, [.. schema.Fields.Select(f => Text(row => Cell(f.Name, row)))], new NoOrigins());

    /// <summary>A file with quotes, commas and line breaks in some cells.</summary>
    public static void WriteFile(string path, int rows)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" };
        writer.WriteLine("id,full_name,email,created_date,balance,notes");
        for (int row = 0; row < rows; row++)
            writer.WriteLine($"{row},{Name(row)},{Mail(row)},{Day(row)},\"{Amount(row)}\",{(row % 20 == 0 ? "\"Said \"\"call back\"\",\nthen left\"" : "")}");
    }

    /// <summary>A mapped batch: whole number, name, e-mail, day, amount.</summary>
    public static RecordBatch Mapped()
    {
        var id = new Column<long>(DataType.Integer, Count);
        var day = new Column<int>(DataType.Date, Count);
        var balance = new Column<Int128>(DataType.Decimal(12, 2), Count);
        for (int row = 0; row < Count; row++)
        {
            id.Set(row, row);
            day.Set(row, 730_000 + row % 9000);
            balance.Set(row, row * 7919 % 10_000_000);
        }
        var schema = new RecordSchema([new("id", id.Type), new("name", DataType.Text), new("email", DataType.Text), new("created_on", day.Type), new("balance", balance.Type)]);
        return new RecordBatch(schema, Count, [id, Text(Name), Text(Mail), day, balance], new NoOrigins());
    }

    private sealed class NoOrigins : RowOrigins
    {
        public override RowOrigin this[int row] => default;

        public override long Position(int row) => row;
    }
}
