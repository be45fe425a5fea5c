using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Values;

namespace DataMigration.Connectors.Csv;

/// <summary>Reads the cells of declared columns into their types. Stateless: one for all workers.</summary>
internal sealed class CsvTypes
{
    private readonly RecordSchema _schema;
    private readonly ValueReader?[] _readers;
    private readonly Rule _rule;

    /// <param name="schema">The file's columns.</param>
    /// <param name="span">Where the types are declared, for the reasons.</param>
    public CsvTypes(RecordSchema schema, SourceSpan span)
    {
        _schema = schema;
        _rule = new Rule(Stage.Source, "type", span);
        _readers = [.. schema.Fields.Select(Reader)];
    }

    /// <summary>The column of the field's own type; takes over the text.</summary>
    public Column Read(TextColumn text, int column, CsvFaults faults)
    {
        if (_readers[column] is not { } reader) return text;
        var failed = faults.FailedRows;
        failed.Clear();
        var typed = reader.Read(text, faults.AllRows(text.Length), failed);
        string name = _schema[column].Name;
        foreach (int row in failed)
        {
            string value = text.GetString(row)!;
            faults.Add(new RowFailure(row, _rule, name, value, $"{name} is '{value}', which is not {reader.Type}."));
        }
        text.Dispose();
        return typed;
    }

    private static ValueReader? Reader(Field field) => field.Type.Kind == DataKind.Text ? null
        : ValueReaders.Create(field.Type, ValueFormat.Default, out string? error) ?? throw new InvalidOperationException(error);
}
