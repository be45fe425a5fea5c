namespace DataMigration.Connectors.Csv;

/// <summary>Which cells of a CSV file stand in quotes.</summary>
public enum CsvQuoting
{
    /// <summary>Those that would not read back without.</summary>
    Needed,

    /// <summary>All that are not null.</summary>
    Always,

    /// <summary>None.</summary>
    Never,
}
