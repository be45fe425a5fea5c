using System.Globalization;
using System.Text;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Json;

/// <summary>Collects what is wrong with the rows of a block until its batch stands; one a decoder.</summary>
internal sealed class JsonFaults(RecordSchema schema, SourceSpan span)
{
    private readonly Rule _typeRule = new(Stage.Source, "type", span);
    private readonly List<JsonFault> _records = [];
    private readonly List<RowFailure> _cells = [];
    private int[] _allRows = [];

    /// <summary>For the readers of types; cleared by each user.</summary>
    public List<int> FailedRows { get; } = [];

    public ReadOnlySpan<int> AllRows(int count)
    {
        if (_allRows.Length < count) _allRows = [.. Enumerable.Range(0, Math.Max(count, 1024))];
        return _allRows.AsSpan(0, count);
    }

    public void Clear()
    {
        _records.Clear();
        _cells.Clear();
    }

    /// <summary>Says that a record is broken. Only the first reason counts; its cells are not judged.</summary>
    public void Add(JsonFault fault)
    {
        if (!IsBroken(fault.Row)) _records.Add(fault);
    }

    /// <summary>The same for a reason that explains all others.</summary>
    public void Replace(JsonFault fault)
    {
        if (IsBroken(fault.Row)) _records.RemoveAt(_records.Count - 1);
        _records.Add(fault);
    }

    /// <summary>The same for reasons that are found when all records have been read.</summary>
    public void Override(IReadOnlyList<JsonFault> faults)
    {
        var rows = faults.Select(f => f.Row).ToHashSet();
        _records.RemoveAll(f => rows.Contains(f.Row));
        _records.AddRange(faults);
    }

    public bool IsBroken(int row) => _records.Count > 0 && _records[^1].Row == row;

    /// <summary>Says that a value is of a kind that its field does not take.</summary>
    public void AddKind(int row, int field, JsonKinds kind, ReadOnlySpan<byte> value)
    {
        string name = schema[field].Name;
        _cells.Add(new RowFailure(row, _typeRule, name, Show(value), $"{name} is {JsonFit.Name(kind)}, which is not {schema[field].Type}."));
    }

    /// <summary>Says that the way to a field leads through a value that is no object.</summary>
    public void AddNoWay(int row, int field, JsonKinds kind, ReadOnlySpan<byte> value)
    {
        string name = schema[field].Name;
        _cells.Add(new RowFailure(row, _typeRule, name, Show(value), $"{name} cannot be reached: {JsonFit.Name(kind)} stands where an object should."));
    }

    /// <summary>Says that the text of a value does not read as its field's type.</summary>
    public void AddType(int row, int field, string value)
    {
        string name = schema[field].Name;
        _cells.Add(new RowFailure(row, _typeRule, name, value, $"{name} is '{value}', which is not {schema[field].Type}."));
    }

    /// <summary>Hands everything to the batch.</summary>
    public void Report(RecordBatch batch, JsonRowOrigins origins)
    {
        foreach (var fault in _records)
        {
            batch.Failures.Fail(fault.Row, fault.Rule, null, (string?)null, $"{fault.Message} ({origins.PlaceOf(fault.Row, fault.At)}).");
            foreach (var field in schema.Fields) batch.Failures.Poison(fault.Row, field.Name);
        }
        foreach (var failure in _cells)
            if (!batch.Failures.IsPoisoned(failure.Row, failure.Field!)) batch.Failures.Fail(failure.Row, failure.Rule, failure.Field, failure.Value, failure.Message);
    }

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Show(ReadOnlySpan<byte> value) => Encoding.UTF8.GetString(value[..Math.Min(value.Length, FailureSink.MaxValueLength * 4)]);
}
