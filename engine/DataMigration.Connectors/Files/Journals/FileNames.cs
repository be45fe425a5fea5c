namespace DataMigration.Connectors.Files.Journals;

/// <summary>The names of the disk.</summary>
internal sealed class FileNames : IFileNames
{
    public static readonly FileNames Disk = new();

    public bool TryLink(string file, string name) => FolderEntries.TryLink(file, name);

    public void Move(string file, string name) => File.Move(file, name, overwrite: true);

    public void Delete(string file)
    {
        if (File.Exists(file)) File.Delete(file);
    }
}
