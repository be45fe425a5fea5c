using DataMigration.Execution;
using DataMigration.Failures;

namespace DataMigration.Checkpoints;

/// <summary>The checkpoint in the run's own folder, for targets that keep none themselves; always whole, since it is renamed into its place.</summary>
internal sealed class CheckpointFile(RunFolder folder)
{
    private readonly string _path = Path.Combine(folder.Path, "checkpoint.json");

    public string? Read()
    {
        try
        {
            return File.Exists(_path) ? File.ReadAllText(_path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(CheckpointMessages.NotResumable.At(null, folder.Id, e.Message), inner: e);
        }
    }

    /// <exception cref="MigrationException">It cannot be written.</exception>
    public void Write(string text)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            File.WriteAllText(_path + ".tmp", text);
            File.Move(_path + ".tmp", _path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(CheckpointMessages.NotSaved.At(null, _path, e.Message), inner: e);
        }
    }

    public void Delete()
    {
        if (File.Exists(_path)) File.Delete(_path);
    }
}
