using DataMigration.Declarations;

namespace DataMigration.Connectors;

/// <summary>A source whose reject file (<see cref="ISource.RejectFormat"/>), mended or not, can be read in its stead: with the same fields, by the same options.</summary>
public interface IReplaysRejects : ISource
{
    /// <summary>What reads the file. No I/O; the source itself may be asked for its fields later, and need not be there where the file tells them.</summary>
    /// <param name="file">The reject file of a run.</param>
    /// <param name="reasonColumn">Name of a last column that is no field of the source and is passed over, or null where the file has none.</param>
    ISource FromRejects(FilePath file, string? reasonColumn);
}
