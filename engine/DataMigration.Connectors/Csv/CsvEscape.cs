namespace DataMigration.Connectors.Csv;

/// <summary>How a character loses its meaning in a CSV file.</summary>
public enum CsvEscape
{
    /// <summary>A quote inside quotes stands twice.</summary>
    Doubled,

    /// <summary>The character stands behind a backslash.</summary>
    Backslash,

    /// <summary>Not at all: a quote inside quotes ends the cell.</summary>
    None,
}
