using System.Buffers.Binary;
using System.IO.Hashing;
using SQLitePCL;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// A hash of a row's values as SQLite stores them: of what is bound, before it is there, and of what is read, by the function <see cref="Name"/> in statements. The two agree where the column
/// keeps what is bound; a number that is whole is one and the same as integer and as double, since columns make one of the other.
/// </summary>
internal sealed class SqliteRowHash
{
    /// <summary>The function's name. It takes so many values; of more, the hashes of each so many of them.</summary>
    public const string Name = "datamigration_hash";

    private const int MaxValues = 100;

    private readonly List<long> _groups = [];
    private byte[] _bytes = new byte[512];
    private int _used;
    private int _values;

    /// <summary>The call that hashes some columns.</summary>
    /// <param name="columns">As a statement names them.</param>
    public static string Call(IReadOnlyList<string> columns) => columns.Count <= MaxValues
        ? $"{Name}({string.Join(", ", columns)})"
        : $"{Name}({string.Join(", ", columns.Chunk(MaxValues).Select(c => $"{Name}({string.Join(", ", c)})"))})";

    /// <summary>For <c>sqlite3_create_function</c>.</summary>
    public static void Evaluate(sqlite3_context context, object state, sqlite3_value[] values)
    {
        var hash = (SqliteRowHash)state;
        hash._used = 0;
        foreach (var value in values)
            switch (raw.sqlite3_value_type(value))
            {
                case raw.SQLITE_INTEGER:
                    hash.Put(raw.sqlite3_value_int64(value));
                    break;
                case raw.SQLITE_FLOAT:
                    hash.Put(raw.sqlite3_value_double(value));
                    break;
                case raw.SQLITE_TEXT:
                    // Asked for as text first, it is UTF-8 in a database of UTF-16 as well.
                    raw.sqlite3_value_text(value);
                    hash.Put(3, raw.sqlite3_value_blob(value));
                    break;
                case raw.SQLITE_BLOB:
                    hash.Put(4, raw.sqlite3_value_blob(value));
                    break;
                default:
                    hash.Put(0, []);
                    break;
            }
        raw.sqlite3_result_int64(context, hash.Digest());
    }

    public void Begin()
    {
        _groups.Clear();
        (_used, _values) = (0, 0);
    }

    public void AddNull() => Next(0, []);

    public void Add(long value)
    {
        Group();
        Put(value);
    }

    public void Add(double value)
    {
        Group();
        Put(value);
    }

    public void AddText(ReadOnlySpan<byte> utf8) => Next(3, utf8);

    public void AddBlob(ReadOnlySpan<byte> bytes) => Next(4, bytes);

    public long End()
    {
        if (_groups.Count == 0) return Digest();
        _groups.Add(Digest());
        _used = 0;
        foreach (long group in _groups) Put(group);
        return Digest();
    }

    private void Next(byte kind, ReadOnlySpan<byte> bytes)
    {
        Group();
        Put(kind, bytes);
    }

    private void Group()
    {
        if (_values++ < MaxValues) return;
        _groups.Add(Digest());
        (_used, _values) = (0, 1);
    }

    private void Put(double value)
    {
        if (value is >= long.MinValue and < long.MaxValue && (long)value is var whole && whole == value) Put(whole);
        else Put(2, BitConverter.DoubleToInt64Bits(value));
    }

    private void Put(long value) => Put(1, value);

    private void Put(byte kind, long value)
    {
        var room = Reserve(9);
        room[0] = kind;
        BinaryPrimitives.WriteInt64LittleEndian(room[1..], value);
        _used += 9;
    }

    private void Put(byte kind, ReadOnlySpan<byte> bytes)
    {
        var room = Reserve(5 + bytes.Length);
        room[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(room[1..], bytes.Length);
        bytes.CopyTo(room[5..]);
        _used += 5 + bytes.Length;
    }

    private long Digest() => unchecked((long)XxHash3.HashToUInt64(_bytes.AsSpan(0, _used)));

    private Span<byte> Reserve(int length)
    {
        if (_used + length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        return _bytes.AsSpan(_used, length);
    }
}
