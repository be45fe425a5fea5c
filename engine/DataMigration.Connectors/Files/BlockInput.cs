namespace DataMigration.Connectors.Files;

/// <summary>One file on its way through a <see cref="BlockSplitter"/>.</summary>
/// <param name="File">Where the bytes come from.</param>
/// <param name="Scanner">Finds where its records end.</param>
/// <param name="Encoding">Of its text, so that lines are counted by characters and not by bytes that look alike.</param>
/// <param name="Start">Bytes before the first record (byte order mark, header), which no block holds.</param>
/// <param name="FirstLine">The 1-based line of the first record.</param>
/// <param name="LineByte">The character that counts lines.</param>
internal sealed record BlockInput(InputFile File, IRecordScanner Scanner, TextEncoding Encoding, long Start = 0, long FirstLine = 1, byte LineByte = (byte)'\n')
{
    /// <summary>What the bytes pass through before they are cut, or null.</summary>
    public Func<Stream, Stream>? Through { get; init; }

    /// <summary>The bytes to cut.</summary>
    public Stream Open() => Through is { } through ? through(File.Open()) : File.Open();
}
