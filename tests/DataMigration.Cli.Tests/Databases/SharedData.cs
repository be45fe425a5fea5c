namespace DataMigration.Cli.Databases;

/// <summary>Databases that others made, which lie beside this repository where there are any.</summary>
internal static class SharedData
{
    public static string Folder(string name)
    {
        string path = Path.GetFullPath(Repository.PathOf("..", "shared", "data", name));
        Skip.IfNot(Directory.Exists(path), $"needs ../shared/data/{name} beside this repository");
        return path;
    }
}
