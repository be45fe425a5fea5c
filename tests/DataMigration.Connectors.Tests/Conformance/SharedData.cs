namespace DataMigration.Tests.Conformance;

/// <summary>Test data that lies beside the repository where there is any.</summary>
public static class SharedData
{
    /// <summary>The folder, or a skipped test with the reason.</summary>
    public static string Folder(string name)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "DataMigration.Engine.sln"))) at = at.Parent;
        string path = Path.GetFullPath(Path.Combine(at?.FullName ?? ".", "..", "shared", "data", name));
        Skip.IfNot(Directory.Exists(path), $"{name} is not here: {path}");
        return path;
    }
}
