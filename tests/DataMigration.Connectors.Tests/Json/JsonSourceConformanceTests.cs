using System.Text.Json;
using DataMigration.Connectors;
using DataMigration.Connectors.Json;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Json;

public sealed class JsonlSourceConformanceTests : SourceConformance, IDisposable
{
    private readonly TestFolder _folder = new();

    protected override ISource Create(IReadOnlyList<string> names, IReadOnlyList<string?[]> rows) =>
        new JsonlSource(new JsonlSourceOptions { Path = _folder.Write("rows.jsonl", string.Concat(rows.Select(r => Record(names, r) + "\n"))) }, TestFolder.Context);

    protected override ISource? CreateFromRejects(byte[] file) => new JsonlSource(new JsonlSourceOptions { Path = _folder.Write("rejects.jsonl", file) }, TestFolder.Context);

    public void Dispose() => _folder.Dispose();

    public static string Record(IReadOnlyList<string> names, string?[] row) => JsonSerializer.Serialize(names.Zip(row).ToDictionary(p => p.First, p => p.Second));
}

public sealed class JsonSourceConformanceTests : SourceConformance, IDisposable
{
    private readonly TestFolder _folder = new();

    protected override ISource Create(IReadOnlyList<string> names, IReadOnlyList<string?[]> rows)
    {
        string text = $"{{ \"meta\": [1, 2],\n \"data\": {{ \"items\": [\n{string.Join(",\n", rows.Select(r => JsonlSourceConformanceTests.Record(names, r)))}\n] }}, \"more\": \"x\" }}\n";
        return new JsonSource(new JsonSourceOptions { Path = _folder.Write("rows.json", text), Pointer = "/data/items" }, TestFolder.Context);
    }

    protected override ISource? CreateFromRejects(byte[] file) => new JsonlSource(new JsonlSourceOptions { Path = _folder.Write("rejects.jsonl", file) }, TestFolder.Context);

    public void Dispose() => _folder.Dispose();
}
