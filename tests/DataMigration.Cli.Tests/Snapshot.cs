namespace DataMigration.Cli;

/// <summary>Compares text with a file in <c>Snapshots/</c>; with DATAMIGRATION_UPDATE=1 rewrites it.</summary>
internal static class Snapshot
{
    public static void Matches(string actual, string name)
    {
        string path = Repository.PathOf("tests", "DataMigration.Cli.Tests", "Snapshots", name + ".txt");
        if (Repository.Updates) File.WriteAllText(path, actual);
        File.Exists(path).Should().BeTrue($"{path} holds what is expected; make it with DATAMIGRATION_UPDATE=1 and read it");
        actual.Should().Be(File.ReadAllText(path), $"{name} is as the snapshot says");
    }
}
