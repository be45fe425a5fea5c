namespace DataMigration.Connectors.Csv;

/// <summary>What to do about rows whose cells are not as many as the columns.</summary>
public enum CsvRagged
{
    /// <summary>They are rejected.</summary>
    Reject,

    /// <summary>Missing cells are null; rows with too many are rejected.</summary>
    Pad,

    /// <summary>Cells too many are passed over; rows with too few are rejected.</summary>
    IgnoreExtra,

    /// <summary>Missing cells are null, cells too many are passed over.</summary>
    Lenient,
}
