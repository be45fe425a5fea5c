using DataMigration.Connectors;
using DataMigration.Connectors.Csv;
using DataMigration.Data;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

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
