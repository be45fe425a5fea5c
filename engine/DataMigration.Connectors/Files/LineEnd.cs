namespace DataMigration.Connectors.Files;

/// <summary>What ends a line of a text file.</summary>
public enum LineEnd
{
    /// <summary>A line feed, as on Linux and macOS.</summary>
    Lf,

    /// <summary>Carriage return and line feed, as on Windows and in RFC 4180.</summary>
    Crlf,
}
