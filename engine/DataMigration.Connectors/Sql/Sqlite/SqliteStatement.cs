using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using SQLitePCL;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>A prepared statement. Parameters count from 1, columns from 0.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : IDisposable
{
    // Held by the handle, which lives as long as this object.
    private readonly nint _address = handle.DangerousGetHandle();

    public int ColumnCount => raw.sqlite3_column_count(handle);

    public string ColumnName(int column) => raw.sqlite3_column_name(handle, column).utf8_to_string();

    /// <summary>The type that the column behind a result column declares, or null for an expression.</summary>
    public string? DeclaredType(int column) => raw.sqlite3_column_decltype(handle, column).utf8_to_string();

    /// <summary>SQLite's own code: SQLITE_ROW, SQLITE_DONE or an extended error.</summary>
    public int Step() => SqliteCalls.Step(_address);

    /// <summary>Whether there is a row.</summary>
    public bool StepOrThrow() => Step() switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var code => throw database.Failure(code),
    };

    /// <summary>Back to the start; its bindings stay.</summary>
    public void Reset()
    {
        _ = SqliteCalls.Reset(_address);
        database.Limit.Next();
    }

    /// <summary>How many parameters have to be bound.</summary>
    public int ParameterCount => raw.sqlite3_bind_parameter_count(handle);

    /// <summary>The number of a parameter by its name with its <c>@</c>, or 0.</summary>
    public int IndexOf(string parameter) => raw.sqlite3_bind_parameter_index(handle, parameter);

    /// <summary>A parameter's name as the statement has it, or null for a bare <c>?</c>.</summary>
    public string? ParameterName(int parameter) => raw.sqlite3_bind_parameter_name(handle, parameter).utf8_to_string();

    /// <summary>Is shown all that is bound, or null.</summary>
    public SqliteRowHash? Hash { get; set; }

    public int Bind(int parameter, long value)
    {
        Hash?.Add(value);
        return SqliteCalls.Bind(_address, parameter, value);
    }

    public int Bind(int parameter, double value)
    {
        Hash?.Add(value);
        return SqliteCalls.Bind(_address, parameter, value);
    }

    public int BindNull(int parameter)
    {
        Hash?.AddNull();
        return SqliteCalls.BindNull(_address, parameter);
    }

    /// <summary>Text from UTF-8. An empty span has no address and would be bound as null, hence the empty text.</summary>
    public int BindText(int parameter, ReadOnlySpan<byte> utf8)
    {
        Hash?.AddText(utf8);
        return utf8.IsEmpty ? raw.sqlite3_bind_text(handle, parameter, utf8z.FromSpan("\0"u8)) : raw.sqlite3_bind_text(handle, parameter, utf8);
    }

    /// <summary>Text that SQLite reads where it lies: the bytes neither move nor change until the statement has been stepped and bound anew, or is not stepped any more.</summary>
    public unsafe int BindPinned(int parameter, ReadOnlySpan<byte> utf8)
    {
        Hash?.AddText(utf8);
        ref byte first = ref MemoryMarshal.GetReference(utf8.IsEmpty ? "\0"u8 : utf8);
        return SqliteCalls.BindText(_address, parameter, (byte*)Unsafe.AsPointer(ref first), utf8.Length, 0);
    }

    public int BindText(int parameter, string text) => BindText(parameter, Encoding.UTF8.GetBytes(text));

    public int BindBlob(int parameter, ReadOnlySpan<byte> bytes)
    {
        Hash?.AddBlob(bytes);
        return bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(handle, parameter, 0) : raw.sqlite3_bind_blob(handle, parameter, bytes);
    }

    /// <summary>The storage class of the value at hand: SQLITE_INTEGER, _FLOAT, _TEXT, _BLOB or _NULL.</summary>
    public int StorageOf(int column) => raw.sqlite3_column_type(handle, column);

    public long GetInt64(int column) => raw.sqlite3_column_int64(handle, column);

    public double GetDouble(int column) => raw.sqlite3_column_double(handle, column);

    /// <summary>The bytes of a text or blob, valid until the next step; text is in the encoding of the database.</summary>
    public ReadOnlySpan<byte> GetBytes(int column) => raw.sqlite3_column_blob(handle, column);

    /// <summary>Converts a text to UTF-8 in place, so that <see cref="GetBytes"/> returns that; needed where the database is UTF-16.</summary>
    public void MakeUtf8(int column) => raw.sqlite3_column_text(handle, column);

    public string? GetString(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public void Dispose() => handle.Dispose();
}
