namespace DataMigration.Connectors.Files;

/// <summary>Folders that a file needed, and that go with it when it does not come to be.</summary>
internal sealed class MadeFolders
{
    private readonly List<string> _paths = [];

    public void Make(string folder)
    {
        _paths.AddRange(Missing(folder));
        Directory.CreateDirectory(folder);
    }

    /// <summary>Those that a folder needs and that are not there, the innermost first.</summary>
    public static IReadOnlyList<string> Missing(string folder)
    {
        var missing = new List<string>();
        for (string? at = folder; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at)) missing.Add(at);
        return missing;
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
