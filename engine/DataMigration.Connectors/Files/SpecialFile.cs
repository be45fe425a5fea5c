namespace DataMigration.Connectors.Files;

/// <summary>Names that stand for a device or a pipe. A rename would put an ordinary file in its place, for every program of the machine.</summary>
internal static class SpecialFile
{
    public static bool IsAt(string fullPath) => !OperatingSystem.IsWindows() && (IsDevice(fullPath) || IsPipe(fullPath));

    // .NET does not tell the kind of a file, so devices go by where they live; /dev/shm is a folder for ordinary files.
    private static bool IsDevice(string fullPath) =>
        fullPath.StartsWith("/dev/", StringComparison.Ordinal) && !fullPath.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static bool IsPipe(string fullPath)
    {
        if (!File.Exists(fullPath)) return false;
        try
        {
            // Opened for both sides, a pipe does not wait for the other one.
            using var handle = File.OpenHandle(fullPath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            using var stream = new FileStream(handle, FileAccess.ReadWrite, 0);
            return !stream.CanSeek;
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            // A file that only cannot be opened may still be replaced; the rename will say if not.
            return false;
        }
    }
}
