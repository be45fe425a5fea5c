using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DataMigration.Cli.Databases;
using Microsoft.Data.Sqlite;

namespace DataMigration.Cli.Faults;

/// <summary>
/// A run is killed (SIGKILL) at random moments, as often as it takes, and resumed; at its end target, rejects and counts are those of a run that nothing disturbed.
/// <c>tests/run --long</c> kills more often.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Rows = 40_000;

    private static readonly bool Long = Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_LONG") is not null;

    private static readonly int Kills = Long ? 6 : 3;

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string, int> Moves()
    {
        var data = new TheoryData<string, string, int>();
        int seeds = Long ? 12 : 1;
        foreach (var (move, mode) in new[]
        {
            ("csv→csv", ""), ("csv→csv.gz", ""), ("csv→json", ""),
            ("csv→sqlite", "insert"), ("csv→sqlite", "upsert"), ("csv→sqlite", "replace"), ("csv→sqlite", "truncate"),
            ("csv→postgres", "insert"), ("csv→postgres", "upsert"), ("csv→postgres", "insert_new"), ("csv→postgres", "replace"), ("csv→postgres", "truncate"),
            ("postgres→csv", ""), ("csv→postgres+csv", "insert"),
        })
            for (int seed = 1; seed <= seeds; seed++) data.Add(move, mode, seed);
        return data;
    }

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Moves))]
    public async Task A_killed_run_is_resumed_without_a_row_lost_or_doubled(string move, string mode, int seed)
    {
        using var postgres = move.Contains("postgres", StringComparison.Ordinal) ? new PostgresDatabase() : null;
        WriteInput(postgres, move, mode);
        string expected = await WholeAsync(move, mode, postgres);
        var random = new Random(seed * 7919 + move.Length * 31 + mode.Length);
        Prepare(move, mode, postgres);
        var log = new StringBuilder();
        int exit = -1;
        for (int attempt = 0; exit == -1; attempt++)
        {
            string[] command = attempt == 0 ? ["run", Path.Combine(_folder.Path, "p.yaml")] : ["resume", "--output", "json"];
            // Later attempts are let go on for longer, so that there is an end.
            exit = await RunAsync(command, attempt > Kills ? null : random.Next(300 + attempt * 100, 1200 + attempt * 200), log);
            // Nothing is there to be resumed: it was killed before it had written itself down, and is begun; or behind its last word.
            if (exit == 2 && attempt > 0 && log.ToString().Contains("DM4110", StringComparison.Ordinal)) (exit, attempt) = IsComplete() ? (0, attempt) : (-1, -1);
            else if (exit != -1) exit.Should().Be(0, log.ToString());
            log.Clear();
        }
        string[] found = Outcome(move, postgres).Split('\n'), wanted = expected.Split('\n');
        string.Join('\n', found.Except(wanted).Take(20)).Should().BeEmpty($"seed {seed} wants {string.Join('\n', wanted.Except(found).Take(20))}");
        found.Should().HaveSameCount(wanted).And.Equal(wanted);
    }

    private bool IsComplete() =>
        Directory.EnumerateFiles(_folder.Path, "report.json", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Any(f => File.ReadAllText(f).Contains("\"status\": \"completed", StringComparison.Ordinal));

    private async Task<string> WholeAsync(string move, string mode, PostgresDatabase? postgres)
    {
        Prepare(move, mode, postgres);
        var log = new StringBuilder();
        (await RunAsync(["run", Path.Combine(_folder.Path, "p.yaml")], null, log)).Should().Be(0, log.ToString());
        return Outcome(move, postgres);
    }

    /// <returns>The exit code, or -1 when it was killed.</returns>
    private async Task<int> RunAsync(string[] command, int? life, StringBuilder log)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Repository.Program, .. command]) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.OutputDataReceived += (_, e) => Append(log, e.Data);
        process.ErrorDataReceived += (_, e) => Append(log, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var end = new CancellationTokenSource(life ?? 120_000);
        try
        {
            await process.WaitForExitAsync(end.Token);
            return process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync();
            life.Should().NotBeNull($"a run ends: {log}");
            return -1;
        }
    }

    private static void Append(StringBuilder log, string? line)
    {
        lock (log) log.AppendLine(line);
    }

    private void WriteInput(PostgresDatabase? postgres, string move, string mode)
    {
        var text = new StringBuilder("id,email,amount\n");
        // Every 97th is no number, every 101st has the address of another, every 103rd comes twice.
        for (int i = 1; i <= Rows; i++)
            text.Append(CultureInfo.InvariantCulture, $"{(i % 103 == 0 ? i - 1 : i)},m{(i % 101 == 0 ? i / 2 : i)}@example.org,{(i % 97 == 0 ? "n/a" : $"{i}.50")}\n");
        _folder.Write("in.csv", text.ToString());
        if (move.StartsWith("postgres", StringComparison.Ordinal))
            postgres!.Execute("CREATE TABLE source (id bigint PRIMARY KEY, email text, amount text)",
                $"INSERT INTO source SELECT i, 'm' || CASE WHEN i % 101 = 0 THEN i / 2 ELSE i END || '@example.org', CASE WHEN i % 97 = 0 THEN 'n/a' ELSE i || '.50' END FROM generate_series(1, {Rows}) i");
        string server = postgres is null ? "" : $"\n  server: {{ postgres: {{ connection_string: \"{postgres.ConnectionString}\" }} }}";
        _folder.Write("datamigration.yaml", $"connections:\n  file: {{ sqlite: {{ path: out.db, journal: {(mode == "upsert" ? "wal" : "keep")} }} }}{server}\n");
    }

    /// <summary>Everything as before the first run: the table with a few rows, no state.</summary>
    private void Prepare(string move, string mode, PostgresDatabase? postgres)
    {
        foreach (string file in Directory.GetFiles(_folder.Path, "out*").Concat(Directory.GetFiles(_folder.Path, ".out*")).Concat(Directory.GetFiles(_folder.Path, "rejects*"))) File.Delete(file);
        string state = Path.Combine(_folder.Path, ".datamigration");
        if (Directory.Exists(state)) Directory.Delete(state, recursive: true);
        const string table = "CREATE TABLE target (id bigint NOT NULL PRIMARY KEY, email text, amount decimal(12,2))";
        const string rows = "INSERT INTO target (id, email, amount) VALUES (-1, 'old', 1), (5, 'm5@example.org', 1), (6, 'm6@example.org', 6.5)";
        if (move.Contains("→postgres", StringComparison.Ordinal)) postgres!.Execute("DROP TABLE IF EXISTS target", table, rows);
        if (move.EndsWith("sqlite", StringComparison.Ordinal)) new SqliteFile(Path.Combine(_folder.Path, "out.db")).Execute(table, rows);
        string key = mode is "upsert" or "insert_new" ? ", key: [id], duplicates: last" : "";
        string sql(string connection) => $"sql: {{ connection: {connection}, table: target, mode: {mode}{key} }}";
        string target = move[(move.IndexOf('→') + 1)..] switch
        {
            "csv" => "a: { csv: { path: out.csv } }",
            "csv.gz" => "a: { csv: { path: out.csv.gz } }",
            "json" => "a: { json: { path: \"out-{n}.json\", max_rows: 9000 } }",
            "sqlite" => $"a: {{ {sql("file")} }}",
            "postgres" => $"a: {{ {sql("server")} }}",
            _ => $"a: {{ {sql("server")} }}\n  b: {{ csv: {{ path: out.csv }}, when: row.id % 2 === 0 }}",
        };
        string source = move.StartsWith("csv", StringComparison.Ordinal) ? "csv: { path: in.csv }" : "sql: { connection: server, table: source, key: [id] }";
        // Under a mode that may change a row again, keys come twice.
        string rules = mode is "upsert" or "insert_new" ? "" : "validations: [{ unique: [id] }]";
        _folder.Write("p.yaml", $$"""
            pipeline: p
            sources: { s: { {{source}} } }
            transforms: [{ deduplicate: { by: [email] } }]
            mappings:
              id: { from: id, type: integer }
              email: { from: email }
              amount: { from: amount, type: "decimal(12,2)" }
            {{rules}}
            targets:
              {{target}}
            batch: { rows: 500 }
            rejects: { accept: 100%, path: rejects.csv }
            """);
    }

    /// <summary>Targets, rejects and counts.</summary>
    private string Outcome(string move, PostgresDatabase? postgres)
    {
        var text = new StringBuilder();
        string run = Directory.GetDirectories(Path.Combine(_folder.Path, ".datamigration/runs")).Order(StringComparer.Ordinal).Last();
        using (var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "report.json"))))
            foreach (string part in new[] { "status", "counts", "sources", "targets" }) text.AppendLine(report.RootElement.GetProperty(part).ToString());
        foreach (string file in Directory.GetFiles(_folder.Path, "out*").Append(Path.Combine(_folder.Path, "rejects.csv")).Where(f => !f.Contains(".db", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            text.AppendLine(Path.GetFileName(file)).AppendLine(Text(file));
        if (move.Contains("→postgres", StringComparison.Ordinal)) text.AppendJoin('\n', postgres!.Column("SELECT t::text FROM target t ORDER BY id"));
        if (move.EndsWith("sqlite", StringComparison.Ordinal)) text.AppendJoin('\n', new SqliteFile(Path.Combine(_folder.Path, "out.db")).Column("select id || '|' || email || '|' || amount from target order by id"));
        Directory.GetFiles(_folder.Path, ".*.tmp").Should().BeEmpty();
        return text.ToString();
    }

    private static string Text(string file)
    {
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress) : File.OpenRead(file);
        return new StreamReader(stream).ReadToEnd();
    }
}
