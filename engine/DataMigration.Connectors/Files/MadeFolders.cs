namespace DataMigration.Connectors.Files;

/// <summary>Folders that a file needed, and that go with it when it does not come to be.</summary>
internal sealed class MadeFolders
{
    private readonly List<string> _paths = [];

    /// <summary>The innermost first.</summary>
    public IReadOnlyList<string> Paths => _paths;

    public void Make(string folder)
    {
        for (string? at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at)) _paths.Add(at);
        Directory.CreateDirectory(folder);
    }

    public void Remove() => Remove(_paths);

    public static void Remove(IEnumerable<string> innermostFirst)
    {
        try
        {
            foreach (string folder in innermostFirst)
                if (Directory.Exists(folder)) Directory.Delete(folder);
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            // Somebody else uses the folder by now.
        }
    }
}
