using DataMigration.Connectors;
using DataMigration.Connectors.Json;
using DataMigration.Data;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Json;

public abstract class JsonTargetConformance : TargetConformance, IDisposable
{
    protected TestFolder Folder { get; } = new();

    protected override bool KeepsCommitted => false;

    /// <summary>A JSON null in a JSON file is null, whether the field or its value was.</summary>
    protected override IReadOnlyList<(DataType Type, object?[] Values)> Types =>
        [.. base.Types.Select(t => t.Type == DataType.Json ? (t.Type, ["{\"a\":[1,\"x\"]}", "\"null\"", "12.50"]) : t)];

    protected override Task<bool> IsUntouchedAsync() => Task.FromResult(Folder.Content().Count == 0);

    protected static Dictionary<string, DataType> Columns(RecordSchema schema) => schema.Fields.ToDictionary(f => f.Name, f => f.Type);

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class JsonlTargetConformanceTests : JsonTargetConformance
{
    protected override ITarget Create(RecordSchema schema) => new JsonlTarget(new JsonlTargetOptions { Path = Folder.At("out/rows.jsonl.gz") }, TestFolder.Context);

    protected override async Task<IReadOnlyList<object?[]>> ReadBackAsync(RecordSchema schema) =>
        await Rows.ReadAsync(new JsonlSource(new JsonlSourceOptions { Path = Folder.At("out/rows.jsonl.gz"), Columns = Columns(schema) }, TestFolder.Context));
}

public sealed class JsonArrayTargetConformanceTests : JsonTargetConformance
{
    protected override ITarget Create(RecordSchema schema) => new JsonTarget(new JsonTargetOptions { Path = Folder.At("out/rows.json"), Indent = 2 }, TestFolder.Context);

    protected override async Task<IReadOnlyList<object?[]>> ReadBackAsync(RecordSchema schema) =>
        await Rows.ReadAsync(new JsonSource(new JsonSourceOptions { Path = Folder.At("out/rows.json"), Columns = Columns(schema) }, TestFolder.Context));
}
