namespace DataMigration.Cli.Databases;

/// <summary>The lesson whose pipelines do not say which database they load: <c>expected/</c> has it on SQLite.</summary>
public sealed class ParentsFirstExampleTests
{
    [SkippableFact]
    public async Task The_same_pipelines_load_a_server()
    {
        using var postgres = new PostgresDatabase();
        using var folder = new TemporaryFolder();
        folder.CopyFrom(Repository.PathOf("examples", "07-parents-first"));
        string project = Path.Combine(folder.Path, "datamigration.yaml");
        File.WriteAllText(project, File.ReadAllText(project).Replace("${env:LIBRARY_DB}", postgres.ConnectionString));
        foreach (string books in new[] { "3 inserted, 0 changed, 0 unchanged, 0 skipped, 2 rejected", "0 inserted, 0 changed, 3 unchanged, 0 skipped, 2 rejected" })
        {
            var terminal = new TestTerminal();
            (await terminal.RunAsync("run", folder.Path, "--environment", "server")).Should().Be(0, terminal.Error);
            terminal.Out.Should().Contain("authors: completed").And.Contain(books);
        }
        postgres.Column("SELECT concat_ws('|', isbn, name, title, coalesce(price::text, 'none')) FROM books JOIN authors ON id = author_id ORDER BY isbn").Should().Equal(
            "9780156027601|Stanisław Lem|Solaris|11.50", "9780441478125|Ursula K. Le Guin|The Left Hand of Darkness|9.99", "9780807083697|Octavia E. Butler|Kindred|none");
    }
}
