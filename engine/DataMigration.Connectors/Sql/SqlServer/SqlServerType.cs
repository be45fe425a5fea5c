using System.Globalization;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The type of a column as the catalogue has it; of an alias type that of its base.</summary>
/// <param name="Name">The server's word: <c>nvarchar</c>, <c>decimal</c>.</param>
/// <param name="Length">Bytes, or -1 for (max).</param>
/// <param name="Precision">Digits.</param>
/// <param name="Scale">Digits behind the point, or of a second's fraction.</param>
internal readonly record struct SqlServerType(string Name, int Length, int Precision, int Scale)
{
    public bool IsText => Name is "char" or "varchar" or "nchar" or "nvarchar" or "text" or "ntext";

    /// <summary>Two bytes a character, whatever the collation.</summary>
    public bool IsUnicode => Name is "nchar" or "nvarchar" or "ntext";

    public bool IsMax => Length < 0 || Name is "text" or "ntext" or "image" or "xml" or "json";

    /// <summary>What comparisons, sorting and EXCEPT refuse.</summary>
    public bool IsIncomparable => Name is "text" or "ntext" or "image" or "xml" or "json";

    /// <summary>Characters of a text that is limited (of `char` and `varchar` bytes), bytes of a binary; int.MaxValue where there is no limit.</summary>
    public int Limit => IsMax ? int.MaxValue : IsUnicode ? Length / 2 : Length;

    /// <summary>Digits of a second's fraction that the type keeps.</summary>
    public int FractionDigits => Name switch
    {
        "datetime2" or "datetimeoffset" or "time" => Scale,
        "datetime" => 3,
        _ => 0,
    };

    /// <summary>As a declaration writes it, without a collation.</summary>
    public override string ToString() => Name switch
    {
        "char" or "varchar" or "nchar" or "nvarchar" or "binary" or "varbinary" => Length < 0 ? $"{Name}(max)" : string.Create(CultureInfo.InvariantCulture, $"{Name}({Limit})"),
        "decimal" or "numeric" => string.Create(CultureInfo.InvariantCulture, $"{Name}({Precision},{Scale})"),
        "datetime2" or "datetimeoffset" or "time" => string.Create(CultureInfo.InvariantCulture, $"{Name}({Scale})"),
        _ => Name,
    };

    /// <summary>What a stage keeps it as: what it could not compare, and what the server would have to parse before the row's turn, as plain text or bytes.</summary>
    public SqlServerType OnStage => Name switch
    {
        "text" => new("varchar", -1, 0, 0),
        "ntext" or "xml" or "json" => new("nvarchar", -1, 0, 0),
        "image" => new("varbinary", -1, 0, 0),
        _ => this,
    };
}
