namespace DataMigration.Cli;

/// <summary>The work tree the tests were built in.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Whether expected files are being rewritten; what changed is then read in the diff.</summary>
    public static bool Updates => Environment.GetEnvironmentVariable("DATAMIGRATION_UPDATE") == "1";

    /// <summary>The program as it is built for use: a release is compiled ahead of time, the copy beside the tests is not.</summary>
    public static string Program { get; } = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../DataMigration.Cli", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "datamigrate.dll"));

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "DataMigration.Engine.sln"))) return at.FullName;
        throw new InvalidOperationException("The tests run outside their repository.");
    }
}
