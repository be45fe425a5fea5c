using System.Text;
using System.Text.Unicode;
using CsvHelper;
using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Connectors.Csv;

/// <summary>Collects what is wrong with the rows of a block until its batch stands; one a decoder.</summary>
internal sealed class CsvFaults(RecordSchema schema, CsvDialect dialect)
{
    private static readonly Rule MalformedRule = new(Stage.Source, "malformed", null);
    private static readonly Rule ColumnsRule = new(Stage.Source, "columns", null);
    private static readonly Rule EncodingRule = new(Stage.Source, "encoding", null);

    private readonly List<CsvMalformedRecord> _malformed = [];
    private readonly List<(int Row, int Found)> _ragged = [];
    private readonly List<RowFailure> _cells = [];
    private int[] _allRows = [];

    /// <summary>For the readers of types; cleared by each user.</summary>
    public List<int> FailedRows { get; } = [];

    /// <summary>Records that the reader counts and that are no rows.</summary>
    public int RecordsBefore { get; set; }

    public ReadOnlySpan<int> AllRows(int count)
    {
        if (_allRows.Length < count) _allRows = [.. Enumerable.Range(0, Math.Max(count, 1024))];
        return _allRows.AsSpan(0, count);
    }

    public void Clear()
    {
        _malformed.Clear();
        _ragged.Clear();
        _cells.Clear();
    }

    public void Add(CsvMalformedRecord record) => _malformed.Add(record);

    public void Add(RowFailure failure) => _cells.Add(failure);

    public void AddRagged(int row, int found) => _ragged.Add((row, found));

    /// <summary>Makes cells that are not UTF-8 null, so that no later step meets such bytes.</summary>
    public void RefuseOtherEncodings(TextColumn text, int column)
    {
        string name = schema[column].Name;
        for (int row = 0; row < text.Length; row++)
        {
            if (text.IsNull(row) || Utf8.IsValid(text[row])) continue;
            _cells.Add(new RowFailure(row, EncodingRule, name, Encoding.UTF8.GetString(text[row]), $"{name} holds bytes that are not UTF-8."));
            text.SetNull(row);
        }
    }

    /// <summary>Hands everything to the batch. A row that is broken as a whole gives that one reason: its cells are not judged.</summary>
    public void Report(RecordBatch batch, CsvRowOrigins origins)
    {
        foreach (var record in _malformed)
        {
            int row = (int)record.RecordNumber - 1 - RecordsBefore;
            var bytes = origins.RecordUpTo(row, (int)record.ByteOffset);
            FailRow(batch, row, MalformedRule, CsvMalformed.Message(record.Reason, dialect, bytes, index => origins.LineAt(origins.Start(row) + index)));
        }
        foreach (var (row, found) in _ragged)
            if (!batch.Failures.IsRejected(row))
                FailRow(batch, row, ColumnsRule, $"Expected {Count(schema.Count)} and found {found}.");
        foreach (var failure in _cells)
            batch.Failures.Fail(failure.Row, failure.Rule, failure.Field, failure.Value, failure.Message);
    }

    private void FailRow(RecordBatch batch, int row, Rule rule, string message)
    {
        batch.Failures.Fail(row, rule, null, null, message);
        foreach (var field in schema.Fields) batch.Failures.Poison(row, field.Name);
    }

    private static string Count(int columns) => columns == 1 ? "1 column" : $"{columns} columns";
}
