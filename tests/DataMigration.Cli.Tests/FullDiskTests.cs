namespace DataMigration.Cli;

/// <summary>A real disk that is full: a small one in memory, in a name space of its own.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("out.csv", 300, 100_000)]
    [InlineData("out-{nnn}.csv, max_rows: 1000", 300, 100_000)]
    [InlineData("out.csv.gz", 64, 100_000)]
    [InlineData("out.csv", 4, 1000)]
    public async Task Leaves_the_old_file_and_nothing_else(string target, int kilobytes, int rows)
    {
        Skip.IfNot(await Repository.ShAsync(_folder.Path, "unshare -rm sh -c 'mount -t tmpfs none /mnt'") is (0, _, _), "This system lets nobody mount a disk.");
        _folder.Write("in.csv", "id,noise\n" + string.Concat(Enumerable.Range(0, rows).Select(i => $"{i},{unchecked((uint)(i * 2654435761L))}\n")));
        _folder.Write("p.yaml", $$"""
            pipeline: p
            sources: { s: { csv: { path: in.csv } } }
            mappings: { id: { from: id }, noise: { from: noise } }
            targets: { t: { csv: { path: disk/{{target}} } } }
            """.Replace("path: disk/out-{nnn}.csv,", "path: \"disk/out-{nnn}.csv\",", StringComparison.Ordinal));
        var (exit, output, _) = await Repository.ShAsync(_folder.Path, $"""
            unshare -rm sh -c 'mkdir disk; mount -t tmpfs -o size={kilobytes}k none disk; echo old > disk/out.csv
            $PROGRAM run p.yaml; echo "exit $?"; ls -A disk; cat disk/out.csv' 2>&1
            """);
        exit.Should().Be(0, output);
        output.Should().Contain("error DM3006").And.Contain("No space left on device").And.EndWith("exit 3\nout.csv\nold\n");
    }

    [SkippableTheory]
    [InlineData("csv: { path: disk/out.csv }")]
    [InlineData("sql: { connection: db, table: t, create: true }")]
    public async Task Is_survived_once_there_is_room_again(string target)
    {
        Skip.IfNot(await Repository.ShAsync(_folder.Path, "unshare -rm sh -c 'mount -t tmpfs none /mnt'") is (0, _, _), "This system lets nobody mount a disk.");
        _folder.Write("in.csv", "id,noise\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"{i},{unchecked((uint)(i * 2654435761L))}\n")));
        _folder.Write("datamigration.yaml", "connections: { db: { sqlite: { path: disk/out.db } } }\n");
        _folder.Write("p.yaml", $$"""
            pipeline: p
            sources: { s: { csv: { path: in.csv } } }
            mappings: { id: { from: id, type: integer }, noise: { from: noise } }
            targets: { t: { {{target}} } }
            batch: { rows: 1000 }
            """);
        var (exit, output, _) = await Repository.ShAsync(_folder.Path, """
            unshare -rm sh -c 'mkdir disk kept; mount -t tmpfs -o size=500k none disk
            $PROGRAM run p.yaml; echo "exit $?"; mount -o remount,size=30m disk
            $PROGRAM resume; echo "exit $?"; cp disk/out.* kept' 2>&1
            """);
        exit.Should().Be(0, output);
        output.Should().Contain("exit 3").And.Contain("60,000 read = 60,000 written").And.EndWith("exit 0\n");
        string kept = Path.Combine(_folder.Path, "kept");
        if (target.StartsWith("csv", StringComparison.Ordinal)) File.ReadLines(Path.Combine(kept, "out.csv")).Should().Equal(File.ReadLines(Path.Combine(_folder.Path, "in.csv")));
        else new Databases.SqliteFile(Path.Combine(kept, "out.db")).Column("select count(*) || ' ' || count(distinct id) || ' ' || max(id) from t").Should().Equal("60000 60000 59999");
    }
}
