namespace DataMigration.Connectors.Csv;

/// <summary>What to do about columns of a header that the pipeline does not list.</summary>
public enum CsvUndeclared
{
    /// <summary>The file is refused.</summary>
    Refuse,

    /// <summary>They are left out, and their cells are not looked at.</summary>
    Ignore,

    /// <summary>They are fields of text.</summary>
    Text,
}
