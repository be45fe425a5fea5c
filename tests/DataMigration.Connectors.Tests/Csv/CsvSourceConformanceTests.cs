using System.Text;
using DataMigration.Connectors;
using DataMigration.Connectors.Csv;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

public sealed class CsvSourceConformanceTests : SourceConformance, IDisposable
{
    private readonly TestFolder _folder = new();

    protected override ISource Create(IReadOnlyList<string> names, IReadOnlyList<string?[]> rows)
    {
        static string Cell(string? value) => value is null ? "" : $"\"{value.Replace("\"", "\"\"")}\"";
        var text = new StringBuilder(string.Join(',', names)).Append('\n');
        foreach (string?[] row in rows) text.AppendJoin(',', row.Select(Cell)).Append('\n');
        return new CsvSource(new CsvSourceOptions { Path = _folder.Write("rows.csv", text.ToString()) }, TestFolder.Context);
    }

    protected override ISource? CreateFromRejects(byte[] file) =>
        new CsvSource(new CsvSourceOptions { Path = _folder.Write("rejects.csv", file) }, TestFolder.Context);

    public void Dispose() => _folder.Dispose();
}
