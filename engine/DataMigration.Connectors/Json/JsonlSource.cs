using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Json;

/// <summary>JSON Lines as a source.</summary>
[Component(ComponentKind.Source, "jsonl", "Reads JSON Lines: an object on every line. Blank lines are passed over.", Example = """
    jsonl:
      path: data/customers-*.jsonl.gz
      columns: { id: integer, name: text, address.city: text, tags: json }
      undeclared: ignore
    """)]
public sealed class JsonlSource : JsonRecordSource
{
    private readonly JsonlSourceOptions _options;

    public JsonlSource(JsonlSourceOptions options, ConnectorContext context) : this(options, context, BlockSplitter.DefaultBlockSize) { }

    internal JsonlSource(JsonlSourceOptions options, ConnectorContext context, int blockSize) : base(options, context, blockSize) => _options = options;

    public override IReadOnlyList<string> Facts => [$"read in parallel blocks of {BlockSize >> 10} KB", FieldsFact];

    internal override bool KeepsEncoding => true;

    private protected override IAsyncEnumerable<Block> SplitFromStart(CancellationToken cancellationToken)
    {
        int limit = _options.MaxRecordBytes * 2;
        var inputs = Layout.Files.Select(f => new BlockInput(f.File, new LineScanner(Layout.Encoding, _options.Path, limit), Layout.Encoding, f.MarkLength));
        return new BlockSplitter(BlockSize, limit).SplitAsync(inputs, cancellationToken);
    }

    public override IBlockDecoder CreateDecoder() => CreateDecoder(lines: true, Layout.Encoding);
}
