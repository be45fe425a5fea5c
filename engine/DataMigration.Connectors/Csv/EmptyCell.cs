namespace DataMigration.Connectors.Csv;

/// <summary>What an unquoted empty cell is.</summary>
public enum EmptyCell
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>Text of no characters.</summary>
    Text,
}
