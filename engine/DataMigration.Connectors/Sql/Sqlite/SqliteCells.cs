using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using DataMigration.Data;
using DataMigration.Values;
using SQLitePCL;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// Collects the cells of one result column until their number is known, then makes a column of them. Every cell carries its own storage class in
/// SQLite, so each is held against the declared type. Types that SQLite has no storage for (decimals, dates, JSON …) are read from their text at the end.
/// </summary>
internal sealed class SqliteCells : IDisposable
{
    private readonly Field _field;
    private readonly ValueReader? _fromText;
    private readonly Bitmap _filled;
    private readonly byte[] _storage;
    private readonly long[] _integers;
    private readonly double[] _numbers;
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private readonly List<int> _wrong = [];
    private TextHeap _heap = new(4096);

    public SqliteCells(Field field, int capacity)
    {
        _field = field;
        _filled = new Bitmap(capacity);
        _storage = new byte[capacity];
        _integers = field.Type.Kind is DataKind.Integer or DataKind.Boolean ? new long[capacity] : [];
        _numbers = field.Type.Kind == DataKind.Number ? new double[capacity] : [];
        (_starts, _lengths) = (new int[capacity], new int[capacity]);
        if (field.Type.Kind is not (DataKind.Integer or DataKind.Number or DataKind.Boolean or DataKind.Text or DataKind.Binary))
            _fromText = ValueReaders.Create(field.Type, ValueFormat.Default, out _);
    }

    /// <summary>Takes the value at hand.</summary>
    /// <returns>How many bytes it added to the heap.</returns>
    public int Read(SqliteStatement statement, int column, int row, bool utf16)
    {
        int storage = statement.StorageOf(column);
        _filled[row] = false;
        _storage[row] = (byte)storage;
        if (storage == raw.SQLITE_NULL) return 0;
        if (storage == raw.SQLITE_TEXT && utf16) statement.MakeUtf8(column);
        bool fits;
        switch (_field.Type.Kind)
        {
            case DataKind.Integer:
                fits = storage == raw.SQLITE_INTEGER;
                if (fits) _integers[row] = statement.GetInt64(column);
                break;
            case DataKind.Number:
                fits = storage == raw.SQLITE_FLOAT || (storage == raw.SQLITE_INTEGER && statement.GetInt64(column) is >= -(1L << 53) and <= 1L << 53);
                if (fits) _numbers[row] = statement.GetDouble(column);
                break;
            case DataKind.Boolean:
                fits = ReadBoolean(statement, column, row, storage);
                break;
            case DataKind.Binary:
                fits = storage == raw.SQLITE_BLOB;
                break;
            default:
                fits = storage != raw.SQLITE_BLOB;
                break;
        }
        int added = 0;
        if (!fits || _integers.Length + _numbers.Length == 0)
        {
            _starts[row] = _heap.Used;
            Append(statement, column, storage);
            added = _lengths[row] = _heap.Used - _starts[row];
            if (storage == raw.SQLITE_TEXT && fits) fits = Utf8.IsValid(_heap.Bytes.AsSpan(_starts[row], added));
        }
        if (fits) _filled[row] = true;
        else _wrong.Add(row);
        return added;
    }

    /// <summary>The first <paramref name="count"/> cells as a column; starts anew.</summary>
    public Column Take(int count, int column, List<SqliteMisfit> misfits)
    {
        Column result = _field.Type.Kind switch
        {
            DataKind.Integer => Fixed(count, _integers),
            DataKind.Number => Fixed(count, _numbers),
            DataKind.Boolean => Booleans(count),
            _ => Text(count, column, misfits),
        };
        foreach (int row in _wrong) misfits.Add(Misfit(row, column, _heap.Bytes.AsSpan(_starts[row], _lengths[row])));
        _wrong.Clear();
        _heap.Release();
        _heap = new TextHeap(4096);
        return result;
    }

    public void Dispose()
    {
        _filled.Dispose();
        _heap.Release();
    }

    private bool ReadBoolean(SqliteStatement statement, int column, int row, int storage)
    {
        if (storage == raw.SQLITE_INTEGER) return (_integers[row] = statement.GetInt64(column)) is 0 or 1;
        if (storage != raw.SQLITE_TEXT) return false;
        var text = statement.GetBytes(column);
        bool truth = text.SequenceEqual("true"u8);
        _integers[row] = truth ? 1 : 0;
        return truth || text.SequenceEqual("false"u8);
    }

    /// <summary>The value as text, exactly: SQLite itself would give a double only 15 digits.</summary>
    private void Append(SqliteStatement statement, int column, int storage)
    {
        if (storage is raw.SQLITE_TEXT or raw.SQLITE_BLOB)
        {
            _heap.Append(statement.GetBytes(column));
            return;
        }
        if (storage == raw.SQLITE_FLOAT && _field.Type.Kind == DataKind.Decimal)
        {
            _heap.Append(Encoding.UTF8.GetBytes(PlainDigits.Of(statement.GetDouble(column))));
            return;
        }
        int written;
        var room = _heap.Reserve(32);
        _ = storage == raw.SQLITE_INTEGER ? Utf8Formatter.TryFormat(statement.GetInt64(column), room, out written) : statement.GetDouble(column).TryFormat(room, out written);
        _heap.Advance(written);
    }

    private Column<T> Fixed<T>(int count, T[] values) where T : unmanaged
    {
        var result = new Column<T>(_field.Type, count);
        values.AsSpan(0, count).CopyTo(result.Values);
        CopyValidity(result);
        return result;
    }

    private Column<bool> Booleans(int count)
    {
        var result = new Column<bool>(_field.Type, count);
        var values = result.Values;
        for (int row = 0; row < count; row++) values[row] = _integers[row] != 0;
        CopyValidity(result);
        return result;
    }

    private Column Text(int count, int column, List<SqliteMisfit> misfits)
    {
        var text = new TextColumn(_fromText is null ? _field.Type : DataType.Text, count, _heap.AddReference());
        _starts.AsSpan(0, count).CopyTo(text.Starts);
        _lengths.AsSpan(0, count).CopyTo(text.Lengths);
        CopyValidity(text);
        if (_fromText is null) return text;
        var rows = new int[count];
        for (int row = 0; row < count; row++) rows[row] = row;
        var failed = new List<int>();
        var result = _fromText.Read(text, rows, failed);
        foreach (int row in failed) misfits.Add(Misfit(row, column, text[row]));
        text.Dispose();
        return result;
    }

    private void CopyValidity(Column column)
    {
        var words = column.Validity.Words;
        _filled.Words[..words.Length].CopyTo(words);
        // Bits past the end must be clear; rows of an earlier, longer batch may have left some.
        if ((column.Length & 63) != 0) words[^1] &= (1UL << column.Length) - 1;
    }

    private SqliteMisfit Misfit(int row, int column, ReadOnlySpan<byte> bytes)
    {
        string text = _storage[row] == raw.SQLITE_BLOB ? Convert.ToBase64String(bytes) : Encoding.UTF8.GetString(bytes);
        bool number = _storage[row] is raw.SQLITE_INTEGER or raw.SQLITE_FLOAT && !text.Contains("Inf", StringComparison.Ordinal) && !text.Contains('∞', StringComparison.Ordinal);
        byte[] json = number ? bytes.ToArray() : JsonSerializer.SerializeToUtf8Bytes(text, ConnectorJson.Default.String);
        string stored = _storage[row] switch
        {
            raw.SQLITE_INTEGER or raw.SQLITE_FLOAT => $"is stored as the number {text}",
            raw.SQLITE_BLOB => $"is stored as {bytes.Length} bytes",
            _ => $"is stored as the text '{(text.Length > 50 ? text[..50] + "…" : text)}'",
        };
        string problem = _field.Type.Kind == DataKind.Text && _storage[row] == raw.SQLITE_TEXT ? "is text with bytes that are not valid in its encoding" : $"{stored}, which is not {TypeName()}";
        return new SqliteMisfit(row, column, json, text, problem);
    }

    private string TypeName() => _field.Type.Kind == DataKind.Integer ? "an integer" : $"a {_field.Type}";
}
