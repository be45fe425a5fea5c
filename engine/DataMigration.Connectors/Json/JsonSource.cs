using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Json;

/// <summary>An array of objects in a JSON document as a source, streamed whatever its size.</summary>
[Component(ComponentKind.Source, "json", "Reads an array of objects from a JSON file of any size. The file must be valid as a whole: behind a mistake, nothing can be told apart, and the run ends.", Example = """
    json:
      path: data/export.json
      pointer: /data/items
    """)]
public sealed class JsonSource : JsonRecordSource
{
    private readonly JsonSourceOptions _options;

    public JsonSource(JsonSourceOptions options, ConnectorContext context) : this(options, context, BlockSplitter.DefaultBlockSize) { }

    internal JsonSource(JsonSourceOptions options, ConnectorContext context, int blockSize) : base(options, context, blockSize) => _options = options;

    public override IReadOnlyList<string> Facts => [$"cut by one thread into blocks of {BlockSize >> 10} KB, which are read in parallel", FieldsFact];

    /// <summary>The pieces are UTF-8 before they are cut.</summary>
    internal override bool KeepsEncoding => false;

    public override void Validate(DiagnosticBag diagnostics)
    {
        base.Validate(diagnostics);
        if (JsonPointer.Parse(_options.Pointer, out string error) is null) diagnostics.Add(JsonMessages.BadPointer, _options.Path.Span, _options.Pointer, error);
    }

    private protected override IAsyncEnumerable<Block> SplitFromStart(CancellationToken cancellationToken) =>
        new ArraySplitter(Layout, JsonPointer.Parse(_options.Pointer, out _)!, BlockSize, _options.MaxRecordBytes * 2).SplitAsync(cancellationToken);

    public override IBlockDecoder CreateDecoder() => CreateDecoder(lines: false, TextEncoding.Utf8);
}
