using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Conformance;

/// <summary>Test data that lies beside the repository where there is any.</summary>
public static class SharedData
{
    /// <summary>The folder, or a skipped test with the reason.</summary>
    public static string Folder(string name)
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !System.IO.File.Exists(Path.Combine(at.FullName, "DataMigration.Engine.sln"))) at = at.Parent;
        string path = Path.GetFullPath(Path.Combine(at?.FullName ?? ".", "..", "shared", "data", name));
        Skip.IfNot(Directory.Exists(path), $"{name} is not here: {path}");
        return path;
    }

    /// <summary>A file of such a folder as an option of a source.</summary>
    public static FilePath File(string folder, string name) => new(name, Path.Combine(folder, name), new SourceSpan("pipeline.yaml", 3, 7, 4));
}
