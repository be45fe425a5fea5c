using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>Says in our words what the system refused.</summary>
internal static class FileFailures
{
    /// <summary>Whether an exception comes from the file system and so has a message of ours; a pipe that cannot seek is no file to it.</summary>
    public static bool IsFileTrouble(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException;

    public static MigrationException Reading(FilePath path, Exception cause) => new((cause switch
    {
        FileNotFoundException or DirectoryNotFoundException => FileMessages.NotFound,
        _ when Directory.Exists(path.FullPath) => FileMessages.IsFolder,
        UnauthorizedAccessException => FileMessages.ReadDenied,
        _ => FileMessages.ReadFailed,
    }).At(path.Span, path.Text, path.FullPath, cause.Message), inner: cause);

    public static MigrationException Writing(FilePath path, Exception cause) => new((cause switch
    {
        _ when Directory.Exists(path.FullPath) => FileMessages.IsFolder,
        UnauthorizedAccessException => FileMessages.WriteDenied,
        _ => FileMessages.WriteFailed,
    }).At(path.Span, path.Text, path.FullPath, cause.Message), inner: cause);
}
