using System.Collections;
using System.Data.Common;
using System.Data.SqlTypes;
using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Connectors.Sql.Staging;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The rows of a chunk as SqlBulkCopy reads them: each value in the very type of its column, so that the driver converts nothing.</summary>
/// <param name="chunk">The rows.</param>
/// <param name="low">The first of them.</param>
/// <param name="high">The last.</param>
/// <param name="fields">The fields that are sent.</param>
/// <param name="types">Those of their columns.</param>
/// <param name="numbered">Whether a row's number comes before its values.</param>
internal sealed class SqlServerRows(StageChunk chunk, int low, int high, int[] fields, IReadOnlyList<SqlServerType> types, bool numbered) : DbDataReader
{
    /// <summary>Values of so many bytes are streamed.</summary>
    private const int Long = 256 << 10;

    /// <summary>A mark of the byte order is a character of the text.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly int _front = numbered ? 1 : 0;
    private readonly SqlServerSending[] _sendings = [.. types.Select((t, i) => SqlServerSendings.Of(t))];
    private RecordBatch _batch = null!;
    private int _row = low - 1;
    private int _place;

    public override int FieldCount => fields.Length + _front;

    public override bool HasRows => high >= low;

    public override bool IsClosed => false;

    public override int Depth => 0;

    public override int RecordsAffected => -1;

    /// <summary>Whether some value is so long that it should not stand in memory a second and a third time.</summary>
    public bool HasLongValues
    {
        get
        {
            for (int i = low; i <= high; i++)
            {
                var batch = chunk.Batch(chunk.Rows[i]).Batch;
                for (int f = 0; f < fields.Length; f++)
                    if (types[f].IsMax && batch[fields[f]] is TextColumn texts && !texts.IsNull(chunk.Rows[i].Row) && texts.Lengths[chunk.Rows[i].Row] > Long) return true;
            }
            return false;
        }
    }

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => throw new NotSupportedException();

    public override bool Read()
    {
        if (_row >= high) return false;
        var row = chunk.Rows[++_row];
        _batch = chunk.Batch(row).Batch;
        _place = row.Row;
        return true;
    }

    public override bool IsDBNull(int ordinal) => ordinal >= _front && _batch[fields[ordinal - _front]].IsNull(_place);

    public override object GetValue(int ordinal) => ordinal < _front ? _row : SqlServerSendings.Value(_batch[fields[ordinal - _front]], _place, _sendings[ordinal - _front], types[ordinal - _front]);

    public override TextReader GetTextReader(int ordinal)
    {
        var column = _batch[fields[ordinal - _front]];
        if (column is not TextColumn texts || texts.Lengths[_place] <= Long) return new StringReader((string)GetValue(ordinal));
        return new StreamReader(new MemoryStream(texts.Heap.Bytes, texts.Starts[_place], texts.Lengths[_place], writable: false), Utf8, detectEncodingFromByteOrderMarks: false, Long);
    }

    public override Stream GetStream(int ordinal)
    {
        var bytes = Unsafe.As<TextColumn>(_batch[fields[ordinal - _front]]);
        return new MemoryStream(bytes.Heap.Bytes, bytes.Starts[_place], bytes.Lengths[_place], writable: false);
    }

    public override int GetValues(object[] values)
    {
        int count = Math.Min(values.Length, FieldCount);
        for (int i = 0; i < count; i++) values[i] = GetValue(i);
        return count;
    }

    public override Type GetFieldType(int ordinal) => ordinal < _front ? typeof(int) : SqlServerSendings.TypeOf(_sendings[ordinal - _front]);

    public override string GetDataTypeName(int ordinal) => GetFieldType(ordinal).Name;

    public override string GetName(int ordinal) => ordinal < _front ? "" : chunk.Rows.Length == 0 ? "" : chunk.Batch(chunk.Rows[0]).Batch.Schema[fields[ordinal - _front]].Name;

    public override int GetOrdinal(string name) => throw new NotSupportedException();

    public override bool NextResult() => false;

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override bool GetBoolean(int ordinal) => (bool)GetValue(ordinal);

    public override byte GetByte(int ordinal) => (byte)GetValue(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override char GetChar(int ordinal) => throw new NotSupportedException();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    public override DateTime GetDateTime(int ordinal) => (DateTime)GetValue(ordinal);

    public override decimal GetDecimal(int ordinal) => GetValue(ordinal) is SqlDecimal value ? value.Value : (decimal)GetValue(ordinal);

    public override double GetDouble(int ordinal) => (double)GetValue(ordinal);

    public override float GetFloat(int ordinal) => (float)GetValue(ordinal);

    public override Guid GetGuid(int ordinal) => (Guid)GetValue(ordinal);

    public override short GetInt16(int ordinal) => (short)GetValue(ordinal);

    public override int GetInt32(int ordinal) => (int)GetValue(ordinal);

    public override long GetInt64(int ordinal) => (long)GetValue(ordinal);

    public override string GetString(int ordinal) => (string)GetValue(ordinal);
}
