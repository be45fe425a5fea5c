using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Csv;

/// <summary>A CSV file as a target: lines are encoded on the workers and appended by one writer.</summary>
[Component(ComponentKind.Target, "csv", "Writes a CSV file. It appears whole at the end of the run, or not at all.", Example = """
    csv:
      path: out/customers.csv
      delimiter: ";"
      if_exists: fail
    """)]
public sealed class CsvTarget(CsvTargetOptions options, ConnectorContext context) : ITarget, IEncodesBlocks
{
    public IReadOnlyList<string> Facts => OutputFile.Facts(options.Path, options.IfExists, options.MaxRows);

    public bool WritesToStandardOutput => OutputFile.IsStandard(options.Path);

    public void Validate(RecordSchema schema, DiagnosticBag diagnostics)
    {
        OutputFile.Validate(options.Path, options.MaxRows, diagnostics);
        new CsvDialect(options.Delimiter, options.Quote).Validate(options.Path.Span, diagnostics);
        if (options.NullText.AsSpan().ContainsAny([options.Delimiter, options.Quote, '\r', '\n']))
            diagnostics.Add(CsvMessages.NullTextUnsafe, context.Span, options.NullText);
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
        byte[] header = [.. options.Bom ? Encoding.UTF8.Preamble : default, .. options.Header ? encoder.Header().Span : default];
        var file = new OutputFile(options.Path, request.RunId, options.IfExists, new FileFrame(header), options.MaxRows);
        return ValueTask.FromResult<ITargetWriter>(new FileTargetWriter(file, encoder));
    }
}
