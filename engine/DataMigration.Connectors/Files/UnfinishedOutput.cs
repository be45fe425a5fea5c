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
    public static void Discard(FilePath path, string runId, OutputMark? mark)
    {
        for (int number = 1; ; number++)
        {
            var file = NumberedName.Has(path) ? NumberedName.At(path, number) : path;
            string name = TemporaryFile.NameOf(file.FullPath, runId);
            // The mark knows nothing of files that were begun behind it.
            if (number > (mark?.Lengths.Count ?? 1) && !(NumberedName.Has(path) && File.Exists(name))) break;
            try
            {
                // Where the disk has no hard links, the load may have ended between two names.
                if (!File.Exists(file.FullPath) && File.Exists(name) && KeptFile.Find(file.FullPath, runId) is { } former) File.Move(former.Path, file.FullPath);
                File.Delete(name);
            }
            catch (DirectoryNotFoundException)
            {
                // Then it is not there either.
            }
            catch (Exception e) when (FileFailures.IsFileTrouble(e))
            {
                throw FileFailures.Writing(file, e);
            }
        }
    }
}
