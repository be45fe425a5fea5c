using DataMigration.Connectors.Files;
using DataMigration.Connectors.Files.Journals;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Journals;
using DataMigration.Values;

namespace DataMigration.Connectors.Csv;

/// <summary>A CSV file as a target: records are encoded on the workers and appended by one writer.</summary>
[Component(ComponentKind.Target, "csv", "Writes a CSV file of any dialect and encoding. It appears whole at the end of the run, or not at all.", Example = """
    csv:
      path: out/customers.csv
      delimiter: ";"
      if_exists: fail
    """)]
public sealed class CsvTarget(CsvTargetOptions options, ConnectorContext context) : IResumableTarget, IJournaledTarget, IEncodesBlocks
{
    public IReadOnlyList<string> Facts => OutputFile.Facts(options.Path, options.IfExists, options.MaxRows);

    public bool WritesToStandardOutput => OutputFile.IsStandard(options.Path);

    public string? ResumeObstacle => OutputFile.Obstacle(options.Path);

    public string? ReplayObstacle => OutputFile.IsStandard(options.Path) ? null : OutputFile.Replaces;

    public string? JournalObstacle => OutputFile.Obstacle(options.Path);

    public bool KeepsCheckpoints => false;

    public JournalAddress JournalOf(JournalRequest request) => OutputJournal.AddressOf(request, options.Path);

    public ValueTask DiscardAsync(CheckpointPlace place, string? mark, CancellationToken cancellationToken)
    {
        UnfinishedOutput.Discard(options.Path, place.Run, mark is null ? null : OutputMark.Parse(mark, options.Path));
        return ValueTask.CompletedTask;
    }

    public void Validate(RecordSchema schema, DiagnosticBag diagnostics)
    {
        OutputFile.Validate(options.Path, options.MaxRows, diagnostics);
        var dialect = CsvDialect.Of(options);
        var judged = new DiagnosticBag();
        dialect.Validate(options.Quote, options.Path.Span, judged);
        foreach (var finding in judged.Items) diagnostics.Add(finding);
        var encoding = TextEncoding.Find(options.Encoding, options.Path.Span, diagnostics);
        foreach (var type in schema.Fields.Select(f => f.Type).DistinctBy(t => t.Kind))
            if (OutputFormat.Create(type, CsvFormats.Of(options, type), out string? error) is null && error is not null) diagnostics.Add(CsvMessages.BadFormat, context.Span, error);
        if (judged.HasErrors || encoding is null) return;
        dialect.CheckEncoding(encoding, options.Path.Span, diagnostics);
        if (!dialect.IsSafe(options.NullText)) diagnostics.Add(CsvMessages.NullTextUnsafe, context.Span, options.NullText);
        else if (options.Header && new CsvEncoder(options, schema).Header() is null) diagnostics.Add(CsvMessages.NameUnwritable, context.Span, encoding.Name);
    }

    public ValueTask CheckAsync(RecordSchema schema, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        OutputFile.Check(options.Path, options.IfExists, options.MaxRows, diagnostics);
        return ValueTask.CompletedTask;
    }

    public IBlockEncoder CreateEncoder(RecordSchema schema) => new CsvEncoder(options, schema);

    /// <exception cref="MigrationException">The file cannot be created.</exception>
    public ValueTask<ITargetWriter> OpenAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        var encoder = new CsvEncoder(options, request.Schema);
        if (request.DryRun) return ValueTask.FromResult<ITargetWriter>(new FileTargetWriter(null, encoder));
        byte[] mark = options.Bom ? (TextEncoding.Find(options.Encoding) ?? TextEncoding.Utf8).Mark : [];
        byte[] header = [.. mark, .. options.Header ? encoder.Header()! : []];
        var file = new OutputFile(options.Path, request.RunId, options.IfExists, new FileFrame(header), options.MaxRows, OutputFile.ResumeOf(request, options.Path), OutputJournal.Of(request, options.Path));
        return ValueTask.FromResult<ITargetWriter>(new FileTargetWriter(file, encoder));
    }
}
