using System.Security.Cryptography;
using System.Text.Json;

namespace DataMigration.Cli.Databases;

/// <summary>Chinook: 11 tables, 15,607 rows, foreign keys among them and one to its own table. Every value is compared with what its publishers give.</summary>
public sealed class ChinookMoveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task From_csv_into_sqlite_and_back_every_value_is_the_same()
    {
        var (original, copy, csv) = Prepare();
        var move = new Move(_folder, original.Tables());
        await Runs.CompleteAsync(move.FromCsv("load", csv, "copy"), 11, 15607);

        foreach (var table in original.Tables()) copy.Rows(table).Should().Equal(original.Rows(table), table.Name);
        copy.Column("select count(*) from pragma_foreign_key_check").Should().Equal("0");
        // Facts published with the data.
        copy.Column("select printf('%.2f', sum(Total)) from Invoice").Should().Equal("2328.60");
        copy.Column("select sum(Bytes) from Track").Should().Equal("117386255350");
        copy.Column("select count(*) from Track where Composer is null").Should().Equal("977");

        await CheckBackAsync(move.ToCsv("back", "copy"), csv, inOrder: true);
    }

    [SkippableFact]
    public async Task From_csv_into_postgres_into_sqlite_and_back_every_value_is_the_same()
    {
        var (original, copy, csv) = Prepare();
        using var postgres = new PostgresDatabase();
        postgres.Execute(original.Tables().Select(t => t.CreateInPostgres()).Concat(original.Tables().SelectMany(t => t.AddReferences())));
        _folder.Write("datamigration.yaml", $"connections:\n  copy: {{ sqlite: {{ path: copy.db }} }}\n  server: {{ postgres: {{ connection_string: \"{postgres.ConnectionString}\" }} }}\n");
        var move = new Move(_folder, original.Tables());
        await Runs.CompleteAsync(move.FromCsv("load", csv, "server"), 11, 15607);
        await Runs.CompleteAsync(move.Between("on", "server", "copy"), 11, 15607);
        foreach (var table in original.Tables()) copy.Rows(table).Order(StringComparer.Ordinal).Should().Equal(original.Rows(table).Order(StringComparer.Ordinal), table.Name);
        await CheckBackAsync(move.ToCsv("back", "copy"), csv, inOrder: false);
        await CheckBackAsync(move.ToCsv("straight", "server"), csv, inOrder: false);
    }

    /// <summary>What the order is good for: by name, albums would come before their artists.</summary>
    [SkippableFact]
    public async Task Without_after_children_are_rejected_by_the_foreign_keys()
    {
        var (original, copy, csv) = Prepare();
        string load = new Move(_folder, [.. original.Tables().Select(t => t with { References = [] })]).FromCsv("load", csv, "copy");
        (await _terminal.RunAsync("run", load)).Should().Be(1);
        _terminal.Out.Should().Contain("album: completed with rejects").And.Contain("foreign_key");
        copy.Column("select count(*) from Album").Should().Equal("0");
    }

    private (SqliteFile Original, SqliteFile Copy, string Csv) Prepare()
    {
        string data = SharedData.Folder("chinook");
        // Looking into it must not touch it.
        File.Copy(Path.Combine(data, "Chinook_Sqlite.sqlite"), Path.Combine(_folder.Path, "original.db"));
        var (original, copy) = (new SqliteFile(Path.Combine(_folder.Path, "original.db")), new SqliteFile(Path.Combine(_folder.Path, "copy.db")));
        copy.Execute(original.Column("select sql from sqlite_master where type = 'table' and name not like 'sqlite_%'"));
        _folder.Write("datamigration.yaml", "connections:\n  copy: { sqlite: { path: copy.db } }\n");
        return (original, copy, Path.Combine(data, "csv").Replace('\\', '/'));
    }

    /// <summary>What the publishers' files are: line by line and, where no heap of PostgreSQL has lain between (which fills its pages in any order), byte for byte.</summary>
    private static async Task CheckBackAsync(string pipelines, string csv, bool inOrder)
    {
        await Runs.CompleteAsync(pipelines, 11, 15607);
        foreach (var file in JsonDocument.Parse(File.ReadAllText(Path.Combine(csv, "EXPECTED.json"))).RootElement.EnumerateObject())
        {
            string[] theirs = File.ReadAllLines(Path.Combine(csv, file.Name)), ours = File.ReadAllLines(Path.Combine(pipelines, file.Name));
            ours.Order(StringComparer.Ordinal).Should().Equal(theirs.Order(StringComparer.Ordinal), file.Name);
            if (inOrder) Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(pipelines, file.Name)))).Should().Be(file.Value.GetProperty("sha256").GetString(), file.Name);
        }
    }
}
