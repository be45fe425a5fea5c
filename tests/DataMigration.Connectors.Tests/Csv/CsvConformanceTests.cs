using System.Text;
using DataMigration.Connectors;
using DataMigration.Connectors.Csv;
using DataMigration.Data;
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

public sealed class CsvTargetConformanceTests : TargetConformance, IDisposable
{
    private readonly TestFolder _folder = new();

    protected override bool KeepsCommitted => false;

    protected override ITarget Create(RecordSchema schema) => new CsvTarget(new CsvTargetOptions { Path = _folder.At("out/rows.csv") }, TestFolder.Context);

    protected override async Task<IReadOnlyList<object?[]>> ReadBackAsync(RecordSchema schema) => await Rows.ReadAsync(new CsvSource(
        new CsvSourceOptions { Path = _folder.At("out/rows.csv"), Columns = schema.Fields.ToDictionary(f => f.Name, f => f.Type) }, TestFolder.Context));

    protected override Task<bool> IsUntouchedAsync() => Task.FromResult(_folder.Content().Count == 0);

    public void Dispose() => _folder.Dispose();
}
