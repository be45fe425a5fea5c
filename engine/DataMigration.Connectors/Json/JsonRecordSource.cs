using System.Runtime.CompilerServices;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Json;

/// <summary>Files of JSON records as a source, cut into blocks of whole records and decoded by the workers.</summary>
public abstract class JsonRecordSource : IResumableSource, IReplaysRejects, ISplitsIntoBlocks, IReachesInside
{
    private readonly JsonReadOptions _options;
    private readonly ConnectorContext _context;
    private IReadOnlyCollection<string> _asked = [];
    private readonly BlockReading _reading;
    private JsonLayout? _layout;
    private RecordSchema? _schema;

    private protected JsonRecordSource(JsonReadOptions options, ConnectorContext context, int blockSize)
    {
        (_options, _context, BlockSize) = (options, context, blockSize);
        _reading = new BlockReading(SplitFromStart, options.Path);
        RejectFormat = new JsonRejectFormat(this, options.Ignored);
    }

    /// <summary>What `columns` says, which is all there is.</summary>
    public RecordSchema? DeclaredSchema => _options.Columns is { } columns ? new RecordSchema(columns.Select(c => new Field(c.Key, c.Value))) : null;

    /// <summary>Unknown: the records tell whether a field is text or json.</summary>
    public DataType? UndeclaredType => null;

    public IRejectFormat RejectFormat { get; }

    public bool CanReadAgain => _options.Path.Text != InputFile.StandardInputName;

    public long? TotalBytes => _layout?.Files.Aggregate((long?)0, (sum, file) => sum + file.File.Length);

    public abstract IReadOnlyList<string> Facts { get; }

    /// <summary>Always: the cut follows the grammar.</summary>
    public bool CanSplit => true;

    internal JsonLayout Layout => _layout ?? throw new InvalidOperationException("The source has not been discovered.");

    /// <summary>Whether rejected records are filed in the files' own bytes.</summary>
    internal abstract bool KeepsEncoding { get; }

    private protected int BlockSize { get; }

    private protected string FieldsFact => _options.Columns is null
        ? $"the first {JsonFaults.Count(JsonSample.MaxRecords)} records (or 16 MB) tell the fields"
        : "`columns` tells the fields";

    public void Ask(IReadOnlyCollection<string> names) => _asked = names;

    public virtual void Validate(DiagnosticBag diagnostics)
    {
        if (_options.Encoding is { } name) TextEncoding.Find(name, _options.Path.Span, diagnostics);
        foreach (string column in _options.Columns?.Keys ?? [])
            for (int dot = column.LastIndexOf('.'); dot > 0; dot = column.LastIndexOf('.', dot - 1))
                if (_options.Columns!.TryGetValue(column[..dot], out var outer) && outer.Kind != DataKind.Json)
                    diagnostics.Add(JsonMessages.TypeInside, _context.Span, column[..dot], outer, column);
    }

    public async ValueTask<RecordSchema> DiscoverAsync(CancellationToken cancellationToken)
    {
        _layout = JsonLayout.Find(_options);
        if (DeclaredSchema is not null) await TouchAsync(cancellationToken);
        var fields = DeclaredSchema?.Fields.Select(JsonField.Of).ToArray() ?? await LikeAsync(cancellationToken) ?? [.. (await SampleAsync(cancellationToken)).Where(f => f.Field.Name != _options.Ignored)];
        _layout = _layout with { Fields = fields };
        return _schema = new RecordSchema(fields.Select(f => f.Field));
    }

    /// <summary>Who tells the fields of a reject file: the source whose rows were filed. Null where the records do.</summary>
    internal Func<IReadOnlyCollection<string>, CancellationToken, ValueTask<IReadOnlyList<JsonField>>>? Like { get; init; }

    /// <summary>Records are filed one a line, those of an array as UTF-8.</summary>
    public ISource FromRejects(FilePath file, string? reasonColumn) =>
        new JsonlSource(new JsonlSourceOptions { Path = file, Columns = _options.Columns, Undeclared = _options.Undeclared, Encoding = KeepsEncoding ? _options.Encoding : null, MaxRecordBytes = _options.MaxRecordBytes, Ignored = reasonColumn }, _context)
        {
            Like = FieldsAsync,
        };

    private async ValueTask<IReadOnlyList<JsonField>> FieldsAsync(IReadOnlyCollection<string> asked, CancellationToken cancellationToken)
    {
        Ask(asked);
        await DiscoverAsync(cancellationToken);
        return Layout.Fields;
    }

    /// <summary>A few rejected records may lack what the others have; where the source is gone, they have to do.</summary>
    private async ValueTask<IReadOnlyList<JsonField>?> LikeAsync(CancellationToken cancellationToken)
    {
        if (Like is null) return null;
        try
        {
            return await Like(_asked, cancellationToken);
        }
        catch (MigrationException)
        {
            return null;
        }
    }

    public string? ResumeObstacle => BlockReading.Obstacle(_options.Path);

    public string Identity => BlockReading.Identity([.. Layout.Files.Select(f => f.File)]);

    public ValueTask ResumeAsync(string cursor, bool acceptChanges, CancellationToken cancellationToken) => _reading.ResumeAsync(cursor, cancellationToken);

    public ValueTask RewindAsync() => _reading.RewindAsync();

    public IAsyncEnumerable<Block> SplitAsync(CancellationToken cancellationToken) => _reading.ReadAsync(cancellationToken);

    private protected abstract IAsyncEnumerable<Block> SplitFromStart(CancellationToken cancellationToken);

    public abstract IBlockDecoder CreateDecoder();

    public async IAsyncEnumerable<RecordBatch> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var decoder = CreateDecoder();
        await foreach (var block in SplitAsync(cancellationToken)) yield return decoder.Decode(block);
    }

    private protected IBlockDecoder CreateDecoder(bool lines, TextEncoding encoding) =>
        new JsonDecoder(_schema!, Layout.Fields, _options, encoding, lines, encoding == Layout.Encoding, _context.Span);

    /// <summary>Reads the first block: a file that cannot be read, or holds no such array, is found before the first row.</summary>
    private async Task TouchAsync(CancellationToken cancellationToken)
    {
        await foreach (var block in SplitFromStart(cancellationToken))
        {
            block.Dispose();
            break;
        }
    }

    private async Task<IReadOnlyList<JsonField>> SampleAsync(CancellationToken cancellationToken)
    {
        var sample = new JsonSample(KeepsEncoding ? Layout.Encoding : TextEncoding.Utf8);
        await foreach (var block in SplitFromStart(cancellationToken))
        {
            sample.Add(block, KeepsEncoding);
            block.Dispose();
            if (sample.IsFull) break;
        }
        return sample.Fields(_asked);
    }
}
