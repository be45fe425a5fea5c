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
    public IReadOnlyList<string> Facts =>
        [options.IfExists == IfExists.Replace ? "replaces the file when the load is whole" : "refuses to run when the file exists"];

    public void Validate(RecordSchema schema, DiagnosticBag diagnostics)
    {
        new CsvDialect(options.Delimiter, options.Quote).Validate(options.Path.Span, diagnostics);
        if (options.NullText.AsSpan().ContainsAny([options.Delimiter, options.Quote, '\r', '\n']))
            diagnostics.Add(CsvMessages.NullTextUnsafe, context.Span, options.NullText);
    }

    public ValueTask CheckAsync(RecordSchema schema, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        if (Directory.Exists(options.Path.FullPath)) diagnostics.Add(FileMessages.IsFolder, options.Path.Span, options.Path.Text, options.Path.FullPath);
        else if (SpecialFile.IsAt(options.Path.FullPath)) diagnostics.Add(FileMessages.IsSpecial, options.Path.Span, options.Path.Text, options.Path.FullPath);
        else if (options.IfExists == IfExists.Fail && File.Exists(options.Path.FullPath))
            diagnostics.Add(FileMessages.AlreadyExists, options.Path.Span, options.Path.Text, options.Path.FullPath);
        return ValueTask.CompletedTask;
    }

    public IBlockEncoder CreateEncoder(RecordSchema schema) => new CsvEncoder(options, schema);

    /// <exception cref="MigrationException">The file cannot be created.</exception>
    public ValueTask<ITargetWriter> OpenAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        var encoder = new CsvEncoder(options, request.Schema);
        if (request.DryRun) return ValueTask.FromResult<ITargetWriter>(new FileTargetWriter(null, encoder));
        var file = new TemporaryFile(options.Path, request.RunId, options.IfExists);
        try
        {
            if (options.Bom) file.Write(Encoding.UTF8.Preamble);
            if (options.Header) file.Write(encoder.Header().Span);
        }
        catch
        {
            file.Dispose();
            throw;
        }
        return ValueTask.FromResult<ITargetWriter>(new FileTargetWriter(file, encoder));
    }
}
