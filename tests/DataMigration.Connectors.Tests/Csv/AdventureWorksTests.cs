using System.Text.Json.Nodes;
using DataMigration.Connectors.Csv;
using DataMigration.Data;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

/// <summary>The AdventureWorks tables as SQL Server's bcp wrote them: tab or <c>+|</c> between cells, no quotes, a NUL byte for empty text.</summary>
public sealed class AdventureWorksTests
{
    [SkippableFact]
    public async Task All_tables_read_by_their_declaration()
    {
        string folder = SharedData.Folder("adventureworks-oltp");
        int tables = 0;
        foreach (var (file, table) in JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "tables.json")))!.AsObject())
        {
            var read = await CsvReading.OfAsync(Options(folder, file, table!));
            read.Failures.Should().BeEmpty(file);
            read.Rows.Should().HaveCount((int)table!["rows"]!, file);
            // What a declaration calls NOT NULL is there; an empty text is not null.
            var columns = table["columns"]!.AsArray();
            for (int i = 0; i < columns.Count; i++)
                if (((string)columns[i]![1]!).Contains("NOT NULL", StringComparison.Ordinal)) read.Rows.Count(r => r[i] is null).Should().Be(0, $"{file} {columns[i]![0]}");
            tables++;
        }
        tables.Should().Be(37);
    }

    [SkippableFact]
    public async Task Products_add_up()
    {
        string folder = SharedData.Folder("adventureworks-oltp");
        var table = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "tables.json")))!["Product.csv"]!;
        var names = table["columns"]!.AsArray().Select(c => (string)c![0]!).ToList();
        var read = await CsvReading.OfAsync(Options(folder, "Product.csv", table));
        decimal Sum(string column) => read.Rows.Sum(r => decimal.Parse(Rows.Show([[r[names.IndexOf(column)]]]), System.Globalization.CultureInfo.InvariantCulture)) / 10_000;
        Sum("ListPrice").Should().Be(221087.7900m);
        Sum("StandardCost").Should().Be(130335.8925m);
        read.Rows.Count(r => r[names.IndexOf("Color")] is null).Should().Be(248);
        read.Rows.Count(r => r[names.IndexOf("ProductSubcategoryID")] is null).Should().Be(209);
    }

    private static CsvSourceOptions Options(string folder, string file, JsonNode table) => new()
    {
        Path = SharedData.File(folder, file),
        Delimiter = Terminator(table["fieldTerminator"]!),
        RecordSeparator = Terminator(table["rowTerminator"]!),
        Quote = "none",
        Header = false,
        EmptyValues = ["\0"],
        Columns = table["columns"]!.AsArray().ToDictionary(c => (string)c![0]!, c => TypeOf((string)c![1]!)),
    };

    private static string Terminator(JsonNode text) => ((string)text!).Replace("0x0a", "\n").Replace("\\n", "\n").Replace("\\t", "\t");

    private static DataType TypeOf(string sql) => sql.Split(' ')[0].Trim('[', ']') switch
    {
        "int" or "smallint" or "tinyint" => DataType.Integer,
        "money" or "smallmoney" => Parse("decimal(19,4)"),
        "datetime" => DataType.DateTime,
        "date" => DataType.Date,
        "uniqueidentifier" => DataType.Guid,
        "decimal](8," => Parse("decimal(8,2)"),
        "Flag" => DataType.Boolean,
        _ => DataType.Text,
    };

    private static DataType Parse(string text) => DataType.TryParse(text, out var type) ? type : throw new ArgumentException(text);
}
