namespace DataMigration.Connectors.Sql;

/// <summary>How a dialect writes what is not code: beyond 'text', "names", -- and /* comments */, which all know.</summary>
[Flags]
internal enum SqlLexis
{
    None = 0,

    /// <summary>[names]</summary>
    Brackets = 1,

    /// <summary>`names`</summary>
    Backticks = 2,

    /// <summary>$tag$text$tag$, and E'text' with backslashes.</summary>
    DollarQuotes = 4,

    /// <summary>/* comments /* in */ comments */</summary>
    NestedComments = 8,
}
