namespace DataMigration.Connectors.Csv;

/// <summary>What happens to blanks around cells.</summary>
public enum CsvTrim
{
    /// <summary>They are part of the value.</summary>
    None,

    /// <summary>Spaces and tabs on both sides are dropped, outside quotes.</summary>
    Both,
}
