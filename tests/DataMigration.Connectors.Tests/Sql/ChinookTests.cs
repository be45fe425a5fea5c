using System.Globalization;
using DataMigration.Connectors.Sql.Sqlite;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Sql;

/// <summary>A database that others made: all its rows, and sums that are published with it.</summary>
public sealed class ChinookTests
{
    [SkippableFact]
    public async Task Chinook_reads_row_exact()
    {
        string? folder = Find();
        Skip.If(folder is null, "The Chinook database is not beside this repository.");
        string path = Path.Combine(folder!, "Chinook_Sqlite.sqlite");
        var connection = new SqliteConnection(new SqliteConnectionOptions { Path = new FilePath("Chinook_Sqlite.sqlite", path, TestDatabase.Span) });
        using var scratch = new TestDatabase { Connection = connection };
        var tables = (await ((ISqlConnection)connection).FindTableAsync(new SqlName(null, "Track"), default)).Tables;
        int rows = 0;
        foreach (string table in tables)
            foreach (var batch in await TestDatabase.Read(scratch.Source(table: table)))
                using (batch)
                {
                    rows += batch.RowCount;
                    batch.Failures.Failures.Should().BeEmpty(table);
                }
        (tables.Count, rows).Should().Be((11, 15607));

        var tracks = await TestDatabase.Values(scratch.Source(table: "Track", columns: ["Composer", "Milliseconds", "Bytes", "UnitPrice"]));
        tracks.Count.Should().Be(3503);
        tracks.Count(t => t[0] is null).Should().Be(977);
        tracks.Sum(t => (long)t[1]!).Should().Be(1378778040);
        tracks.Sum(t => (long)t[2]!).Should().Be(117386255350);
        var invoices = await TestDatabase.Values(scratch.Source(table: "Invoice", columns: ["Total", "InvoiceDate"]));
        invoices.Aggregate(Int128.Zero, (sum, r) => sum + (Int128)r[0]!).Should().Be((Int128)232860);
        invoices.Should().OnlyContain(r => ((DateTime)r[1]!).Year >= 2009);

        var schema = await scratch.Source(table: "Track").DiscoverAsync(default);
        schema.Fields.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Name} {f.Type}")).Should().Contain(["TrackId integer", "Name text", "UnitPrice decimal(10,2)"]);
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "DataMigration.Engine.sln"))) continue;
            string data = Path.GetFullPath(Path.Combine(folder.FullName, "..", "shared", "data", "chinook"));
            return Directory.Exists(data) ? data : null;
        }
        return null;
    }
}
