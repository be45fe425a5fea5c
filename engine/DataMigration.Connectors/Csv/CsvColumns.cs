using DataMigration.Data;

namespace DataMigration.Connectors.Csv;

/// <summary>What the options alone say about a source's fields.</summary>
internal static class CsvColumns
{
    /// <summary>All fields where the options know them, else null.</summary>
    public static RecordSchema? Declared(CsvSourceOptions options) =>
        options.Columns is { } columns && (!options.Header || options.Undeclared != CsvUndeclared.Text) && Clash(options) is null
            ? new RecordSchema(columns.Select(c => new Field(c.Key, c.Value)).Concat(Added(options)))
            : null;

    /// <summary>The fields that no file holds.</summary>
    public static IEnumerable<Field> Added(CsvSourceOptions options)
    {
        if (options.FileColumn is { } file) yield return new Field(file, DataType.Text);
        if (options.LineColumn is { } line) yield return new Field(line, DataType.Integer);
    }

    /// <summary>A name that two fields would have, or null.</summary>
    public static string? Clash(CsvSourceOptions options)
    {
        if (options.FileColumn is { } file && file == options.LineColumn) return file;
        return Added(options).Select(f => f.Name).FirstOrDefault(n => options.Columns is { } columns && columns.ContainsKey(n));
    }
}
