namespace DataMigration.Tests;

/// <summary>The repository that the tests were built in.</summary>
internal static class Repository
{
    /// <summary>Whether what comes out is to be written down instead of compared.</summary>
    public static bool IsUpdating => Environment.GetEnvironmentVariable("DATAMIGRATION_UPDATE") == "1";

    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Folder(string path) => Path.Combine(Root, path.Replace('/', Path.DirectorySeparatorChar));

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "DataMigration.Engine.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
