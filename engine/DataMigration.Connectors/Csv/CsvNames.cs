namespace DataMigration.Connectors.Csv;

/// <summary>What to do about columns that the header does not name well.</summary>
public enum CsvNames
{
    /// <summary>The file is refused.</summary>
    Refuse,

    /// <summary>They get a number.</summary>
    Number,
}
