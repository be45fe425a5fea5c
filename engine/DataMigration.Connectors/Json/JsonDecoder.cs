using System.Text.Json;
using DataMigration.Connectors.Files;
using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Connectors.Json;

/// <summary>Turns a block of records into columns. One a worker.</summary>
internal sealed class JsonDecoder : IBlockDecoder
{
    private readonly RecordSchema _schema;
    private readonly JsonReadOptions _options;
    private readonly JsonCells _cells;
    private readonly JsonFaults _faults;
    private readonly WellFormedReader _wellFormed;
    private readonly JsonRecordReader _reader;
    private readonly Transcoder _transcoder;
    private readonly ValueReader?[] _readers;
    private readonly string _encodingName;
    private readonly bool _lines;
    private readonly bool _hasOffsets;

    /// <param name="schema">The fields.</param>
    /// <param name="fields">Where they lie.</param>
    /// <param name="options">What is let pass.</param>
    /// <param name="encoding">Of the blocks' bytes.</param>
    /// <param name="lines">Whether every line is a record; else they are the elements of an array.</param>
    /// <param name="hasOffsets">Whether the blocks' offsets are those of the file.</param>
    /// <param name="span">Where the source stands in the pipeline.</param>
    public JsonDecoder(RecordSchema schema, IReadOnlyList<JsonField> fields, JsonReadOptions options, TextEncoding encoding, bool lines, bool hasOffsets, Diagnostics.SourceSpan span)
    {
        (_schema, _options, _lines, _hasOffsets) = (schema, options, lines, hasOffsets);
        _cells = new JsonCells(schema.Count);
        _faults = new JsonFaults(schema, span);
        string remedy = options.Columns is not null ? "is not among the declared `columns`; declare it, or say `undeclared: ignore`"
            : "does not stand in the first records, which told the fields; declare `columns`, or say `undeclared: ignore`";
        var read = new JsonFields(fields, options.Undeclared, options.Ignored);
        _wellFormed = new WellFormedReader(read, _cells);
        _reader = new JsonRecordReader(read, remedy, _cells, _faults);
        _transcoder = Transcoder.For(encoding);
        _encodingName = encoding.IsUtf8 ? "UTF-8" : encoding.Name;
        _readers = [.. schema.Fields.Select(ReaderOf)];
    }

    public RecordBatch Decode(Block block)
    {
        var text = _transcoder.ToUtf8(block.Heap);
        _cells.Clear();
        _faults.Clear();
        _cells.TextLength = text.Used;
        if (_lines) ReadLines(text.Bytes, text.Used);
        else ReadElements(text.Bytes, text.Used);
        if (_transcoder.Invalid.Count > 0) RefuseInvalid();
        text.Append(_cells.Unescaped);

        var origins = new JsonRowOrigins(block, text, text == block.Heap ? null : _transcoder.Offsets(block.Heap), _lines, _hasOffsets, _cells);
        var columns = new Column[_schema.Count];
        for (int i = 0; i < columns.Length; i++) columns[i] = Typed(i, text);
        var batch = new RecordBatch(_schema, _cells.Rows, columns, origins);
        _faults.Report(batch, origins);
        text.Release();
        block.Dispose();
        return batch;
    }

    private void ReadLines(byte[] bytes, int used)
    {
        for (int at = 0; (at = NextRecord(bytes, at, used, (byte)'\n')) < used; at++)
        {
            _cells.AddRow(at);
            int start = at, end = _wellFormed.Read(bytes, start, used, inLine: true);
            at = end < 0 ? used : end;
            while (at < used && IsBlank(bytes[at])) at++;
            if (end >= 0 && (at == used || bytes[at] == '\n')) FinishWellFormed(start, end);
            else at = ReadAnyLine(bytes, start, used);
        }
    }

    /// <summary>Reads a line of whatever there is in it.</summary>
    /// <returns>Where it ends.</returns>
    private int ReadAnyLine(byte[] bytes, int start, int used)
    {
        int found = bytes.AsSpan(start..used).IndexOf((byte)'\n'), lineEnd = found < 0 ? used : start + found, end = lineEnd;
        while (IsBlank(bytes[end - 1])) end--;
        if (IsTooLarge(end - start, start)) return lineEnd;
        _cells.RestartRow();
        try
        {
            _reader.Read(bytes, start, end, alone: true);
        }
        catch (JsonException e)
        {
            int column = (int)Math.Min(e.BytePositionInLine ?? 0, end - start);
            _faults.Replace(new JsonFault(_cells.Rows - 1, JsonRules.Malformed, $"The record is not valid JSON: {JsonReason.Of(e)}", start + column));
        }
        Finish(end);
        return lineEnd;
    }

    /// <summary>The splitter has read the array already: elements are valid, and commas stand between them.</summary>
    private void ReadElements(byte[] bytes, int used)
    {
        for (int at = 0; (at = NextRecord(bytes, at, used, (byte)',')) < used;)
        {
            _cells.AddRow(at);
            int start = at;
            at = _wellFormed.Read(bytes, start, used, inLine: false);
            if (at >= 0)
            {
                FinishWellFormed(start, at);
                continue;
            }
            _cells.RestartRow();
            at = start + _reader.Read(bytes, start, used, alone: false);
            if (!IsTooLarge(at - start, start)) Finish(at);
        }
    }

    /// <summary>Where a line has something in it, or an element starts behind the comma.</summary>
    private static int NextRecord(byte[] bytes, int at, int used, byte separator)
    {
        while (at < used && (IsBlank(bytes[at]) || bytes[at] == '\n' || bytes[at] == separator)) at++;
        return at;
    }

    private void FinishWellFormed(int start, int end)
    {
        if (!IsTooLarge(end - start, start)) _cells.EndRow(end);
    }

    private bool IsTooLarge(int length, int start)
    {
        if (length <= _options.MaxRecordBytes) return false;
        _faults.Replace(new JsonFault(_cells.Rows - 1, JsonRules.Size, $"The record has {JsonFaults.Count(length)} bytes; at most {JsonFaults.Count(_options.MaxRecordBytes)} are allowed", start));
        Finish(start + length);
        return true;
    }

    private void Finish(int end)
    {
        _cells.EndRow(end);
        if (_faults.IsBroken(_cells.Rows - 1)) _cells.Empty(_cells.Rows - 1);
    }

    /// <summary>Records with bytes that are no text: whatever else is wrong with them follows from that.</summary>
    private void RefuseInvalid()
    {
        int row = 0, last = -1;
        var broken = new List<JsonFault>();
        foreach (int at in _transcoder.Invalid)
        {
            while (row < _cells.Rows && _cells.RecordEnds[row] <= at) row++;
            if (row == _cells.Rows) break;
            if (at < _cells.RecordStarts[row] || row == last) continue;
            last = row;
            broken.Add(new JsonFault(row, JsonRules.Encoding, $"The record holds bytes that are not {_encodingName}", at));
            _cells.Empty(row);
        }
        _faults.Override(broken);
    }

    private Column Typed(int field, TextHeap heap)
    {
        var type = _schema[field].Type;
        if (_readers[field] is not { } reader) return _cells.ToColumn(field, type, heap);
        using var text = _cells.ToColumn(field, DataType.Text, heap);
        var failed = _faults.FailedRows;
        failed.Clear();
        var typed = reader.Read(text, _faults.AllRows(text.Length), failed);
        foreach (int row in failed) _faults.AddType(row, field, text.GetString(row)!);
        return typed;
    }

    private static ValueReader? ReaderOf(Field field) => field.Type.Kind is DataKind.Text or DataKind.Json ? null
        : ValueReaders.Create(field.Type, ValueFormat.Default, out string? error) ?? throw new InvalidOperationException(error);

    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r';
}
