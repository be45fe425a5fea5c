namespace DataMigration.Cli.Databases;

/// <summary>Northwind: 14 tables of which two are empty, 3,362 rows, single precision, blobs, dates, keys of several columns, an employee who reports to one that comes later.</summary>
public sealed class NorthwindMoveTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task From_postgres_into_sqlite_and_back_every_value_is_the_same()
    {
        string script = File.ReadAllText(Path.Combine(SharedData.Folder("northwind"), "northwind_postgres.sql"));
        using PostgresDatabase original = new(), copy = new();
        // A setting that PostgreSQL 12 gave up.
        string[] lines = [.. script.Split('\n').Where(l => !l.StartsWith("SET default_with_oids", StringComparison.Ordinal))];
        original.Execute(string.Join('\n', lines));
        copy.Execute(string.Join('\n', lines.Where(l => !l.StartsWith("INSERT INTO", StringComparison.Ordinal))));
        var tables = original.Tables();
        var between = new SqliteFile(Path.Combine(_folder.Path, "between.db"));
        between.Execute(tables.Select(t => t.CreateInSqlite()));
        _folder.Write("datamigration.yaml", $$"""
            connections:
              original: { postgres: { connection_string: "{{original.ConnectionString}}" } }
              between: { sqlite: { path: between.db } }
              copy: { postgres: { connection_string: "{{copy.ConnectionString}}" } }

            """);
        var move = new Move(_folder, tables);
        await Runs.CompleteAsync(move.Between("there", "original", "between"), 14, 3362);
        between.Column("select count(*) from pragma_foreign_key_check").Should().Equal("0");
        await Runs.CompleteAsync(move.Between("back", "between", "copy"), 14, 3362);
        foreach (var table in tables) copy.Rows(table).Order(StringComparer.Ordinal).Should().Equal(original.Rows(table).Order(StringComparer.Ordinal), table.Name);
    }
}
