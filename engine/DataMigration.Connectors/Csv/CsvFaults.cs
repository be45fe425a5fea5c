using System.Globalization;
using System.Text;
using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Connectors.Csv;

/// <summary>Collects what is wrong with the rows of a block until its batch stands; one a decoder.</summary>
internal sealed class CsvFaults(CsvLayout layout, CsvSourceOptions options, CsvDialect dialect)
{
    private static readonly Rule MalformedRule = new(Stage.Source, "malformed", null);
    private static readonly Rule ColumnsRule = new(Stage.Source, "columns", null);
    private static readonly Rule EncodingRule = new(Stage.Source, "encoding", null);
    private static readonly Rule SizeRule = new(Stage.Source, "size", null);

    /// <summary>Codes of rows that are refused as a whole, as they have not the cells that they should have.</summary>
    public static IReadOnlyList<string> OfRows { get; } = [MalformedRule.Code, ColumnsRule.Code, SizeRule.Code];

    private readonly List<CsvProblem> _malformed = [];
    private readonly List<(int Row, int Found)> _ragged = [];
    private readonly List<(int Row, string Message)> _oversized = [];
    private readonly List<RowFailure> _cells = [];
    private readonly CsvMalformed _messages = new(dialect);
    private int[] _allRows = [];

    /// <summary>For the readers of types; cleared by each user.</summary>
    public List<int> FailedRows { get; } = [];

    /// <summary>Rows that break the quoting rules.</summary>
    public IReadOnlyList<CsvProblem> Problems => _malformed;

    public ReadOnlySpan<int> AllRows(int count)
    {
        if (_allRows.Length < count) _allRows = [.. Enumerable.Range(0, Math.Max(count, 1024))];
        return _allRows.AsSpan(0, count);
    }

    public void Clear()
    {
        _malformed.Clear();
        _ragged.Clear();
        _oversized.Clear();
        _cells.Clear();
    }

    public void Add(CsvProblem problem) => _malformed.Add(problem);

    public void Add(RowFailure failure) => _cells.Add(failure);

    /// <summary>Takes a row whose cells are not as many as the columns, unless the options let it pass.</summary>
    public void AddRagged(int row, int found)
    {
        bool passes = found < layout.Width ? options.Ragged is CsvRagged.Pad or CsvRagged.Lenient : options.Ragged is CsvRagged.IgnoreExtra or CsvRagged.Lenient;
        if (!passes) _ragged.Add((row, found));
    }

    /// <summary>Looks for records and cells above the limits. Called only for blocks that are larger than the smaller limit.</summary>
    public void AddOversized(CsvCells cells, CsvSourceOptions limits)
    {
        for (int row = 0; row < cells.Rows; row++)
        {
            int length = cells.RecordEnds[row] - cells.RecordStarts[row];
            if (length > limits.MaxRecordBytes) _oversized.Add((row, $"The record has {Number(length)} bytes; at most {Number(limits.MaxRecordBytes)} are allowed."));
            else if (length > limits.MaxFieldBytes && cells.LongerThan(limits.MaxFieldBytes, row) is >= 0 and int column)
                _oversized.Add((row, $"{layout.Schema[column].Name} has {Number(cells.Length(column, row))} bytes; at most {Number(limits.MaxFieldBytes)} are allowed."));
        }
    }

    /// <summary>Makes a cell null whose bytes are no text.</summary>
    public void RefuseEncoding(TextColumn text, int column, int row)
    {
        string name = layout.Schema[column].Name;
        string encoding = layout.Encoding.IsUtf8 ? "UTF-8" : layout.Encoding.Name;
        _cells.Add(new RowFailure(row, EncodingRule, name, Encoding.UTF8.GetString(text[row]), $"{name} holds bytes that are not {encoding}."));
        text.SetNull(row);
    }

    /// <summary>Hands everything to the batch. A row that is broken as a whole gives that one reason: its cells are not judged.</summary>
    public void Report(RecordBatch batch, CsvRowOrigins origins)
    {
        foreach (var (row, message) in _oversized) FailRow(batch, row, SizeRule, message);
        foreach (var problem in _malformed)
            if (!batch.Failures.IsRejected(problem.Row)) FailRow(batch, problem.Row, MalformedRule, _messages.Message(problem, origins));
        foreach (var (row, found) in _ragged)
            if (!batch.Failures.IsRejected(row)) FailRow(batch, row, ColumnsRule, $"Expected {Count(layout.Width)} and found {found}.");
        foreach (var failure in _cells)
            batch.Failures.Fail(failure.Row, failure.Rule, failure.Field, failure.Value, failure.Message);
    }

    private void FailRow(RecordBatch batch, int row, Rule rule, string message)
    {
        batch.Failures.Fail(row, rule, null, null, message);
        foreach (var field in layout.Schema.Fields) batch.Failures.Poison(row, field.Name);
    }

    private static string Number(int bytes) => bytes.ToString("N0", CultureInfo.InvariantCulture);

    private static string Count(int columns) => columns == 1 ? "1 column" : $"{columns} columns";
}
