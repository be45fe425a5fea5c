using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>Finds where records end in the original bytes of one file, for <see cref="BlockSplitter"/>. Stateful: one a file, one thread.</summary>
internal interface IRecordScanner
{
    /// <summary>Goes on looking for the first end of a record behind <paramref name="target"/>. Called again with more bytes until it finds one.</summary>
    /// <param name="data">From the start of a record on; the same bytes and more on every call since <see cref="Reset"/>.</param>
    /// <param name="target">Bytes that the records before the end must fill.</param>
    /// <param name="final">Nothing follows <paramref name="data"/>: its end is a record's end.</param>
    /// <returns>The index behind the record's end, or -1 when more bytes are needed.</returns>
    int Find(ReadOnlySpan<byte> data, int target, bool final);

    /// <summary>What to say about data that holds no end of a record within the limit.</summary>
    /// <param name="data">As last given to <see cref="Find"/>.</param>
    /// <param name="line">The 1-based line on which it starts.</param>
    /// <param name="offset">Where it starts in the file.</param>
    MigrationException Endless(ReadOnlySpan<byte> data, long line, long offset);

    /// <summary>The next data starts with another record.</summary>
    void Reset();
}
