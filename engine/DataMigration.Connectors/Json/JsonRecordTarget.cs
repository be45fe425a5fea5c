using DataMigration.Connectors.Files;
using DataMigration.Connectors.Files.Journals;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Journals;

namespace DataMigration.Connectors.Json;

/// <summary>Files of JSON records as a target: rows are encoded on the workers and appended by one writer.</summary>
public abstract class JsonRecordTarget : IResumableTarget, IJournaledTarget, IEncodesBlocks
{
    private readonly JsonWriteOptions _options;
    private readonly ConnectorContext _context;
    private readonly int _indent;

    private protected JsonRecordTarget(JsonWriteOptions options, ConnectorContext context, int indent) => (_options, _context, _indent) = (options, context, indent);

    public IReadOnlyList<string> Facts => OutputFile.Facts(_options.Path, _options.IfExists, _options.MaxRows);

    public bool WritesToStandardOutput => OutputFile.IsStandard(_options.Path);

    /// <summary>What stands around the rows.</summary>
    private protected abstract FileFrame Frame { get; }

    /// <summary>What stands before the fields of a row, the opening brace last.</summary>
    private protected abstract byte[] BeforeRow { get; }

    /// <summary>What stands behind them.</summary>
    private protected abstract byte[] AfterRow { get; }

    public string? ResumeObstacle => OutputFile.Obstacle(_options.Path);

    public string? ReplayObstacle => OutputFile.IsStandard(_options.Path) ? null : OutputFile.Replaces;

    public string? JournalObstacle => OutputFile.Obstacle(_options.Path);

    public bool KeepsCheckpoints => false;

    public JournalAddress JournalOf(JournalRequest request) => OutputJournal.AddressOf(request, _options.Path);

    public ValueTask DiscardAsync(CheckpointPlace place, string? mark, CancellationToken cancellationToken)
    {
        UnfinishedOutput.Discard(_options.Path, place.Run, mark is null ? null : OutputMark.Parse(mark, _options.Path));
        return ValueTask.CompletedTask;
    }

    public void Validate(RecordSchema schema, DiagnosticBag diagnostics)
    {
        OutputFile.Validate(_options.Path, _options.MaxRows, diagnostics);
        if (JsonShape.Of(schema, _options.Nest, _indent, out var clash) is null) diagnostics.Add(JsonMessages.FieldInside, _context.Span, clash.Inner, clash.Outer);
    }

    public ValueTask CheckAsync(RecordSchema schema, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        OutputFile.Check(_options.Path, _options.IfExists, _options.MaxRows, diagnostics);
        return ValueTask.CompletedTask;
    }

    public IBlockEncoder CreateEncoder(RecordSchema schema) =>
        new JsonEncoder(schema, JsonShape.Of(schema, _options.Nest, _indent, out _)!, _options.Nulls, BeforeRow, AfterRow);

    /// <exception cref="MigrationException">The file cannot be created.</exception>
    public ValueTask<ITargetWriter> OpenAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        var file = request.DryRun ? null : new OutputFile(_options.Path, request.RunId, _options.IfExists, Frame, _options.MaxRows, OutputFile.ResumeOf(request, _options.Path), OutputJournal.Of(request, _options.Path));
        return ValueTask.FromResult<ITargetWriter>(new FileTargetWriter(file, CreateEncoder(request.Schema)));
    }
}
