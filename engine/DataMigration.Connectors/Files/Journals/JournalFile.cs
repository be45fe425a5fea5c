using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using DataMigration.Failures;
using DataMigration.Journals;

namespace DataMigration.Connectors.Files.Journals;

/// <summary>The journal of one run on one target, a file that is whole at any moment.</summary>
internal sealed class JournalFile(string path, IFileNames names)
{
    private static readonly JsonSerializerOptions Strict = new() { TypeInfoResolver = ConnectorJson.Default, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Path => path;

    /// <summary>A target's name is free, and must not lead out of the folder.</summary>
    public static string PathOf(JournalRequest request) => System.IO.Path.Combine(request.Folder, Uri.EscapeDataString(request.Place.Target) + ".files.json");

    /// <summary>Null when there is none.</summary>
    /// <exception cref="MigrationException">It cannot be read, or is not the one that is wanted.</exception>
    public JournaledLoad? Read(CheckpointPlace place)
    {
        try
        {
            if (!File.Exists(path)) return null;
            var load = JsonSerializer.Deserialize<JournaledLoad>(File.ReadAllBytes(path), Strict);
            if (load is not { Version: JournaledLoad.CurrentVersion }) throw Unreadable($"its version is another than {JournaledLoad.CurrentVersion}");
            return load.Run == place.Run && load.Target == place.Target && load.Pipeline == place.Pipeline ? load
                : throw Unreadable($"it is that of run {load.Run} on target '{load.Target}' of pipeline '{load.Pipeline}'");
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e) || e is JsonException)
        {
            throw Unreadable(e.Message, e);
        }
    }

    /// <exception cref="MigrationException">It cannot be written; the one before is still there.</exception>
    public void Write(JournaledLoad load)
    {
        string folder = System.IO.Path.GetDirectoryName(path)!;
        try
        {
            Directory.CreateDirectory(folder);
            using (var file = new FileStream(path + ".tmp", FileMode.Create, FileAccess.Write))
            {
                JsonSerializer.Serialize(file, load, Strict);
                file.Flush(flushToDisk: true);
            }
            names.Move(path + ".tmp", path);
            FolderEntries.Flush(folder);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw new MigrationException(FileJournalMessages.NotWritten.At(null, path, e.Message), inner: e);
        }
    }

    public void Delete()
    {
        string folder = System.IO.Path.GetDirectoryName(path)!;
        try
        {
            names.Delete(path);
            if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any()) Directory.Delete(folder);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw new MigrationException(FileJournalMessages.NotWritten.At(null, path, e.Message), inner: e);
        }
    }

    private MigrationException Unreadable(string why, Exception? cause = null) => new(FileJournalMessages.Unreadable.At(null, path, why), inner: cause);
}
