namespace DataMigration.Connectors.Csv;

/// <summary>How a cell stands in its record.</summary>
[Flags]
internal enum CellForm : byte
{
    /// <summary>Its bytes are its value.</summary>
    Plain = 0,

    /// <summary>It stood in quotes.</summary>
    Quoted = 1,

    /// <summary>Its value is what <see cref="RecordParser{T}.Unescape"/> makes of it.</summary>
    Escaped = 2,
}
