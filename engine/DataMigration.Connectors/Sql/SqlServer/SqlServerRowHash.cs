using System.Globalization;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>
/// The expression that hashes a row's values by their bytes: what only compares equal (letters of another case, blanks behind, another offset) has another hash. Each value is led by a byte that tells it from null
/// and by its length, so that no two rows have one form.
/// </summary>
internal static class SqlServerRowHash
{
    /// <summary>Bytes of it that are kept.</summary>
    public const string Type = "binary(16)";

    /// <summary>What the server joins without (max), which costs it more; beyond this it would cut without a word.</summary>
    private const int MaxJoined = 8000;

    /// <summary>Values of one expression, which the server nests as deep.</summary>
    private const int MaxValues = 32;

    /// <summary>Bytes before a value.</summary>
    private const int Lead = 9;

    /// <summary>What a value of a type without a length takes at most, roundly.</summary>
    private const int Small = 64;

    /// <param name="columns">In one order for all hashes that are compared.</param>
    /// <param name="row">The alias of the row.</param>
    public static string Of(IEnumerable<SqlServerColumn> columns, string row)
    {
        var parts = new List<string>();
        var group = new List<string>();
        int bytes = 0;
        foreach (var column in columns)
        {
            var (text, size) = Value(column, $"{row}.{SqlServerText.Quote(column.Name)}");
            if (group.Count == MaxValues || bytes + size > MaxJoined) Close();
            group.Add(text);
            bytes += size;
        }
        Close();
        while (parts.Count > 1) parts = [.. parts.Chunk(MaxValues).Select(Hash)];
        return $"CAST({parts[0]} AS {Type})";

        void Close()
        {
            parts.Add(Hash(group));
            group.Clear();
            bytes = 0;
        }
    }

    /// <summary>Whether values of a type have bytes to be hashed, and columns of it can be declared by its name alone.</summary>
    public static bool Takes(SqlServerType type) => type.Name is
        "bit" or "tinyint" or "smallint" or "int" or "bigint" or "decimal" or "money" or "smallmoney" or "real" or "float"
        or "date" or "time" or "datetime" or "smalldatetime" or "datetime2" or "datetimeoffset" or "uniqueidentifier"
        or "char" or "varchar" or "nchar" or "nvarchar" or "binary" or "varbinary"
        or "text" or "ntext" or "image" or "xml" or "json" or "sql_variant" or "hierarchyid" or "geometry" or "geography";

    private static string Hash(IEnumerable<string> values) => $"HASHBYTES('SHA2_256', {string.Join(" + ", values)})";

    private static (string Text, int Size) Value(SqlServerColumn column, string value)
    {
        switch (column.Type.Name)
        {
            case "text": return Long(value, $"CONVERT(varbinary(max), CONVERT(varchar(max), {value}))");
            case "ntext": return Long(value, $"CONVERT(varbinary(max), CONVERT(nvarchar(max), {value}))");
            // The server may keep the same XML in more or fewer bytes.
            case "xml" or "json": return Long($"CONVERT(nvarchar(max), {value})", $"CONVERT(varbinary(max), CONVERT(nvarchar(max), {value}))");
            // Of one value in two types the bytes may be the same.
            case "sql_variant": return Long(value, $"CONVERT(varbinary(256), CONVERT(nvarchar(128), SQL_VARIANT_PROPERTY({value}, 'BaseType'))) + CONVERT(varbinary(max), CONVERT(varbinary(8000), {value}))");
            case "image" or "hierarchyid" or "geometry" or "geography": return Long(value, $"CONVERT(varbinary(max), {value})");
        }
        int size = column.Type.IsText || column.Type.Name is "binary" or "varbinary" ? column.Type.Length : Small;
        if (size < 0 || size + Lead > MaxJoined) return Long(value, $"CONVERT(varbinary(max), {value})");
        return (Led(value, string.Create(CultureInfo.InvariantCulture, $"CONVERT(varbinary({size}), {value})")), size + Lead);
    }

    /// <summary>Its kind of value is not cut, and makes those that are joined with it such.</summary>
    private static (string Text, int Size) Long(string value, string bytes) => (Led(value, bytes), 0);

    private static string Led(string value, string bytes) => $"ISNULL(0x01 + CAST(DATALENGTH({value}) AS binary(8)) + {bytes}, 0x00)";
}
