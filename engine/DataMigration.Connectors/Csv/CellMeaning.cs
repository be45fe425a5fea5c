namespace DataMigration.Connectors.Csv;

/// <summary>What a cell's text stands for.</summary>
internal enum CellMeaning
{
    /// <summary>Itself.</summary>
    Value,

    /// <summary>No value.</summary>
    Null,

    /// <summary>Text of no characters.</summary>
    Empty,
}
