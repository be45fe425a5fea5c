using System.Runtime.CompilerServices;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Csv;

/// <summary>CSV files as a source: cut into blocks of whole records, decoded by the workers.</summary>
[Component(ComponentKind.Source, "csv", "Reads CSV files of any dialect and encoding. Every cell is text unless `columns` gives its column a type.", Example = """
    csv:
      path: data/customers.csv
      delimiter: ";"
      null_values: ["NULL"]
    """)]
public sealed class CsvSource : IResumableSource, IReplaysRejects, ISplitsIntoBlocks
{
    private readonly CsvSourceOptions _options;
    private readonly CsvDialect _dialect;
    private readonly ConnectorContext _context;
    private readonly int _blockSize;
    private readonly BlockReading _reading;
    private CsvLayout? _layout;

    public CsvSource(CsvSourceOptions options, ConnectorContext context) : this(options, context, BlockSplitter.DefaultBlockSize) { }

    internal CsvSource(CsvSourceOptions options, ConnectorContext context, int blockSize)
    {
        _options = options;
        _dialect = CsvDialect.Of(options);
        _context = context;
        _blockSize = blockSize;
        _reading = new BlockReading(SplitFromStart, options.Path);
        RejectFormat = new CsvRejectFormat(this, options, _dialect);
    }

    /// <summary>What `columns` says, which is all there is unless other columns of the header are kept.</summary>
    public RecordSchema? DeclaredSchema => CsvColumns.Declared(_options);

    /// <summary>Unknown where some fields are typed: a name alone does not tell whether it is one of them.</summary>
    public DataType? UndeclaredType => _options.Columns is not null || _options.LineColumn is not null ? null : DataType.Text;

    public bool CanReadAgain => _options.Path.Text != InputFile.StandardInputName;

    public IRejectFormat RejectFormat { get; }

    public long? TotalBytes => _layout?.Files.Aggregate((long?)0, (sum, file) => sum + file.Input.Length);

    public IReadOnlyList<string> Facts => [$"read in parallel blocks of {_blockSize >> 10} KB"];

    /// <summary>Always: the cut follows the reader's own rules, so that no file, well-formed or not, reads differently for being cut.</summary>
    public bool CanSplit => true;

    internal CsvLayout Layout => _layout ?? throw new InvalidOperationException("The source has not been discovered.");

    public void Validate(DiagnosticBag diagnostics)
    {
        _dialect.Validate(_options.Quote, _options.Path.Span, diagnostics);
        if (_options.Encoding is { } name && TextEncoding.Find(name, _options.Path.Span, diagnostics) is { } encoding) _dialect.CheckEncoding(encoding, _options.Path.Span, diagnostics);
        if (!_options.Header && _options.Columns is null) diagnostics.Add(CsvMessages.ColumnsNeeded, _options.Path.Span);
        if (CsvColumns.Clash(_options) is { } clash) diagnostics.Add(CsvMessages.ColumnTwice, _options.Path.Span, clash);
        foreach (string word in _options.NullValues.Intersect(_options.EmptyValues)) diagnostics.Add(CsvMessages.WordsBothWays, _options.Path.Span, word);
    }

    public ValueTask<RecordSchema> DiscoverAsync(CancellationToken cancellationToken)
    {
        _layout = new CsvLayoutReader(_options, _dialect).Read(cancellationToken);
        return ValueTask.FromResult(_layout.Schema);
    }

    public string? ResumeObstacle => BlockReading.Obstacle(_options.Path);

    public string Identity => BlockReading.Identity([.. Layout.Files.Select(f => f.Input)]);

    public ValueTask ResumeAsync(string cursor, bool acceptChanges, CancellationToken cancellationToken) => _reading.ResumeAsync(cursor, cancellationToken);

    public ValueTask RewindAsync() => _reading.RewindAsync();

    /// <summary>Lines that the source left out at the end of a file have not been filed.</summary>
    public ISource FromRejects(FilePath file, string? reasonColumn) => new CsvSource(_options with { Path = file, SkipLastRows = 0, Ignored = reasonColumn }, _context);

    public IAsyncEnumerable<Block> SplitAsync(CancellationToken cancellationToken) => _reading.ReadAsync(cancellationToken);

    private IAsyncEnumerable<Block> SplitFromStart(CancellationToken cancellationToken) =>
        new BlockSplitter(_blockSize, _options.MaxRecordBytes * 2).SplitAsync(Layout.Files.Select(Input), cancellationToken);

    public IBlockDecoder CreateDecoder() => new CsvDecoder(Layout, _options, _dialect, new CsvTypes(Layout.Schema, _context.Span), _context.FirstOrigin);

    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var decoder = CreateDecoder();
        await foreach (var block in SplitAsync(cancellationToken)) yield return decoder.Decode(block);
    }

    private BlockInput Input(CsvFile file) => new(file.Input, CommonScanner.For(_dialect, Layout.Encoding, _options.Path, _options.MaxRecordBytes * 2), Layout.Encoding, file.DataOffset, file.DataLine, file.LineByte)
    {
        Through = _options.SkipLastRows == 0 ? null : stream =>
            new WithoutLastLines(stream, _options.SkipLastRows, Layout.Encoding.Encoding.GetBytes(_dialect.RecordSeparator ?? ((char)file.LineByte).ToString()), Layout.Encoding.UnitSize),
    };
}
