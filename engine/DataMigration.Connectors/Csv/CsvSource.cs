using System.Runtime.CompilerServices;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Csv;

/// <summary>A CSV file as a source: cut into blocks of whole records, decoded by the workers.</summary>
[Component(ComponentKind.Source, "csv", "Reads a CSV file. Every cell is text unless `columns` gives its column a type.", Example = """
    csv:
      path: data/customers.csv
      delimiter: ";"
      null_values: ["NULL"]
    """)]
public sealed class CsvSource : ISource, ISplitsIntoBlocks
{
    private readonly CsvSourceOptions _options;
    private readonly ConnectorContext _context;
    private readonly int _blockSize;
    private CsvLayout? _layout;

    public CsvSource(CsvSourceOptions options, ConnectorContext context) : this(options, context, BlockSplitter.DefaultBlockSize) { }

    internal CsvSource(CsvSourceOptions options, ConnectorContext context, int blockSize)
    {
        _options = options;
        _context = context;
        _blockSize = blockSize;
        RejectFormat = new CsvRejectFormat(this, options.Delimiter);
    }

    /// <summary>Without a header `columns` are all there is; with one they are some of the columns, and the file knows the others.</summary>
    public RecordSchema? DeclaredSchema =>
        _options is { Header: false, Columns: { } columns } ? new RecordSchema(columns.Select(c => new Field(c.Key, c.Value))) : null;

    /// <summary>Unknown where `columns` types some fields of a header: a name alone does not tell whether it is one of them.</summary>
    public DataType? UndeclaredType => _options is { Header: true, Columns: not null } ? null : DataType.Text;

    public IRejectFormat RejectFormat { get; }

    public long? TotalBytes => _layout?.Length;

    public IReadOnlyList<string> Facts => [$"read in parallel blocks of {_blockSize >> 10} KB"];

    /// <summary>Always: the cut follows the reader's own rules, so that no file, well-formed or not, reads differently for being cut.</summary>
    public bool CanSplit => true;

    internal CsvLayout Layout => _layout ?? throw new InvalidOperationException("The source has not been discovered.");

    public void Validate(DiagnosticBag diagnostics)
    {
        new CsvDialect(_options.Delimiter, _options.Quote).Validate(_options.Path.Span, diagnostics);
        if (!_options.Header && _options.Columns is null) diagnostics.Add(CsvMessages.ColumnsNeeded, _options.Path.Span);
    }

    public ValueTask<RecordSchema> DiscoverAsync(CancellationToken cancellationToken)
    {
        _layout = new CsvLayoutReader(_options).Read(cancellationToken);
        return ValueTask.FromResult(_layout.Schema);
    }

    public IAsyncEnumerable<Block> SplitAsync(CancellationToken cancellationToken)
    {
        var scanner = new CsvScanner(new CsvDialect(_options.Delimiter, _options.Quote), _options.Path, Layout.LineByte);
        var inputs = InputFiles.Find(_options.Path).Select(f => new BlockInput(f, scanner, TextEncoding.Utf8, Layout.DataOffset, Layout.DataLine, Layout.LineByte));
        return new BlockSplitter(_blockSize).SplitAsync(inputs, cancellationToken);
    }

    public IBlockDecoder CreateDecoder() => new CsvDecoder(Layout, _options, new CsvTypes(Layout.Schema, _context.Span));

    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var decoder = CreateDecoder();
        await foreach (var block in SplitAsync(cancellationToken)) yield return decoder.Decode(block);
    }
}
