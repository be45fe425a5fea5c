using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Csv;

/// <summary>Looks at the start of every file before the first row is read: what its fields are, and whether all files are alike.</summary>
internal sealed class CsvLayoutReader(CsvSourceOptions options, CsvDialect dialect)
{
    private readonly TextEncoding _declared = options.Encoding is { } name ? TextEncoding.Find(name) ?? TextEncoding.Utf8 : TextEncoding.Utf8;

    /// <exception cref="MigrationException">A file cannot be read, or is not what the options say.</exception>
    public CsvLayout Read(CancellationToken cancellationToken)
    {
        var starts = new List<CsvStart>();
        IReadOnlyList<string>? names = null;
        foreach (var input in InputFiles.Find(options.Path))
        {
            using var stream = input.Open();
            var start = new CsvStartReader(options, dialect, _declared, input, stream).Read(cancellationToken);
            if (starts.Count > 0 && start.Encoding != starts[0].Encoding) throw Failure(CsvMessages.OtherEncoding, input.Name, start.Encoding.Name, starts[0].File.Input.Name, starts[0].Encoding.Name);
            if (options.Header)
            {
                var found = new CsvHeader(options, dialect, start).Names();
                if (names is not null) Compare(names, found, starts[0].File.Input.Name, input.Name);
                names ??= found;
            }
            starts.Add(start);
        }
        var first = starts[0];
        // Whoever mended the file may have taken the column out.
        bool ignores = options.Ignored is { } last && (names is null || (names.Count > 0 && names[^1] == last));
        var (schema, sources) = Fields(ignores && names is not null ? [.. names.SkipLast(1)] : names, first.File.Input.Name);
        return new CsvLayout
        {
            Schema = new RecordSchema(schema.Concat(CsvColumns.Added(options))),
            Width = names?.Count ?? schema.Count + (ignores ? 1 : 0),
            HasReasons = ignores,
            Sources = sources,
            Added = [.. options.FileColumn is null ? (int[])[] : [CsvLayout.FileColumn], .. options.LineColumn is null ? (int[])[] : [CsvLayout.LineColumn]],
            Encoding = first.Encoding,
            Preamble = first.Preamble,
            Header = first.Header,
            LineBreak = first.LineBreak,
            Files = [.. starts.Select(s => s.File)],
        };
    }

    private (List<Field> Schema, int[] Sources) Fields(IReadOnlyList<string>? names, string file)
    {
        var columns = options.Columns;
        if (names is null) return ([.. columns!.Select(c => new Field(c.Key, c.Value))], [.. Enumerable.Range(0, columns!.Count)]);
        if (columns is null) return ([.. names.Select(n => new Field(n, DataType.Text))], [.. Enumerable.Range(0, names.Count)]);
        foreach (string declared in columns.Keys)
            if (!names.Contains(declared)) throw Failure(CsvMessages.MissingColumn, file, declared, Suggestions.Remedy(declared, names));
        if (options.Undeclared == CsvUndeclared.Text)
            return ([.. names.Select(n => new Field(n, columns.TryGetValue(n, out var type) ? type : DataType.Text))], [.. Enumerable.Range(0, names.Count)]);
        var others = names.Where(n => !columns.ContainsKey(n)).ToList();
        if (others.Count > 0 && options.Undeclared == CsvUndeclared.Refuse)
            throw Failure(CsvMessages.UndeclaredColumn, file, others.Count == 1 ? "a column" : "columns", string.Join(", ", others.Take(5).Select(n => $"'{n}'")) + (others.Count > 5 ? $" and {others.Count - 5} more" : ""));
        var places = names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i, StringComparer.Ordinal);
        return ([.. columns.Select(c => new Field(c.Key, c.Value))], [.. columns.Keys.Select(c => places[c])]);
    }

    private void Compare(IReadOnlyList<string> expected, IReadOnlyList<string> found, string firstFile, string file)
    {
        if (found.Count != expected.Count) throw Failure(CsvMessages.OtherHeader, file, firstFile, $"{found.Count} columns there, {expected.Count} here");
        for (int i = 0; i < found.Count; i++)
            if (found[i] != expected[i]) throw Failure(CsvMessages.OtherHeader, file, firstFile, $"column {i + 1} is '{found[i]}' there, '{expected[i]}' here");
    }

    private MigrationException Failure(DiagnosticDescriptor message, params object?[] arguments) => new(message.At(options.Path.Span, arguments));
}
