using DataMigration.Connectors.Files.Journals;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Files;

/// <summary>What a load into files leaves that does not come to its end.</summary>
internal static class UnfinishedOutput
{
    /// <summary>Takes it away.</summary>
    /// <param name="path">Of the target.</param>
    /// <param name="runId">The run.</param>
    /// <param name="mark">Where it had come to, or null when it had not marked anything.</param>
    /// <param name="names">What changes names.</param>
    public static void Discard(FilePath path, string runId, OutputMark? mark, IFileNames? names = null)
    {
        names ??= FileNames.Disk;
        int last = mark?.Lengths.Count ?? 1;
        // The mark knows nothing of files that were begun behind it.
        while (NumberedName.Has(path) && File.Exists(TemporaryFile.NameOf(NumberedName.At(path, last + 1).FullPath, runId))) last++;
        // The last one first: whoever comes to an end between them leaves no gap that would hide the others.
        for (int number = last; number > 0; number--) Delete(NumberedName.Has(path) ? NumberedName.At(path, number) : path, runId, names);
    }

    private static void Delete(FilePath file, string runId, IFileNames names)
    {
        string name = TemporaryFile.NameOf(file.FullPath, runId);
        try
        {
            // Where the disk has no hard links, the load may have ended between two names.
            if (!File.Exists(file.FullPath) && File.Exists(name) && KeptFile.Find(file.FullPath, runId) is { } former) names.Move(former.Path, file.FullPath);
            names.Delete(name);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Writing(file, e);
        }
    }
}
