namespace DataMigration.Connectors.Files.Journals;

/// <summary>What is known of a file without reading it; two names of one file have the same.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Written">When it was last written to, in ticks of UTC.</param>
internal sealed record FileStamp(long Length, long Written)
{
    /// <summary>Null when there is no file.</summary>
    public static FileStamp? Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks) : null;
    }
}
