using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DataMigration.Cli.Databases;
using Microsoft.Data.Sqlite;

namespace DataMigration.Cli.Faults;

/// <summary>A pipeline with its input and its target, run by processes that can be killed at any moment.</summary>
internal sealed class MoveUnderTest : IDisposable
{
    private const int Rows = 40_000;

    private readonly string _move, _mode;
    private readonly TemporaryFolder _folder = new();
    private readonly PostgresDatabase? _postgres;

    public MoveUnderTest(string move, string mode)
    {
        (_move, _mode) = (move, mode);
        _postgres = move.Contains("postgres", StringComparison.Ordinal) ? new PostgresDatabase() : null;
        WriteInput();
    }

    public string Pipeline => Path.Combine(_folder.Path, "p.yaml");

    public void Dispose()
    {
        _postgres?.Dispose();
        _folder.Dispose();
    }

    public bool IsComplete() =>
        Directory.EnumerateFiles(_folder.Path, "report.json", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Any(f => File.ReadAllText(f).Contains("\"status\": \"completed", StringComparison.Ordinal));

    /// <summary>The outcome of a run that nothing disturbs.</summary>
    public async Task<string> WholeAsync()
    {
        Prepare();
        var log = new StringBuilder();
        (await RunAsync(["run", Pipeline], null, log)).Should().Be(0, log.ToString());
        return Outcome();
    }

    /// <returns>The exit code, or -1 when it was killed.</returns>
    /// <param name="gently">Whether it is asked to stop (SIGTERM) instead.</param>
    public async Task<int> RunAsync(string[] command, int? life, StringBuilder log, bool gently = false)
    {
        var start = Repository.Command(command);
        start.WorkingDirectory = _folder.Path;
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
            if (gently) Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)])!.Dispose();
            else process.Kill();
            await process.WaitForExitAsync();
            // It may have come to its end before it heard of it.
            if (gently && process.ExitCode is 0 or 2) return process.ExitCode;
            if (gently) process.ExitCode.Should().BeOneOf([130, 143], log.ToString());
            life.Should().NotBeNull($"a run ends: {log}");
            return -1;
        }
    }

    private static void Append(StringBuilder log, string? line)
    {
        lock (log) log.AppendLine(line);
    }

    private void WriteInput()
    {
        var text = new StringBuilder("id,email,amount,pad\n");
        // Several connections have something to do where there are many blocks.
        string pad = new('x', _move.Contains(" over ", StringComparison.Ordinal) || _move.Contains(" in ", StringComparison.Ordinal) ? 200 : 0);
        // Every 97th is no number, every 101st has the address of another, every 103rd comes twice.
        for (int i = 1; i <= Rows; i++)
            text.Append(CultureInfo.InvariantCulture, $"{(i % 103 == 0 ? i - 1 : i)},m{(i % 101 == 0 ? i / 2 : i)}@example.org,{(i % 97 == 0 ? "n/a" : $"{i}.50")},{pad}\n");
        _folder.Write("in.csv", text.ToString());
        if (_move.StartsWith("postgres", StringComparison.Ordinal))
            _postgres!.Execute("CREATE TABLE source (id bigint PRIMARY KEY, email text, amount text, pad text)",
                $"INSERT INTO source SELECT i, 'm' || CASE WHEN i % 101 = 0 THEN i / 2 ELSE i END || '@example.org', CASE WHEN i % 97 = 0 THEN 'n/a' ELSE i || '.50' END, '{pad}' FROM generate_series(1, {Rows}) i");
        string server = _postgres is null ? "" : $"\n  server: {{ postgres: {{ connection_string: \"{_postgres.ConnectionString}\" }} }}";
        _folder.Write("datamigration.yaml", $"connections:\n  file: {{ sqlite: {{ path: out.db, journal: {(_mode == "upsert" ? "wal" : "keep")} }} }}{server}\n");
    }

    /// <summary>Files of the targets' names that stood there before.</summary>
    public void WriteFormer()
    {
        if (_move.EndsWith("csv", StringComparison.Ordinal)) _folder.Write("out.csv", "a file of before\n");
        if (_move.EndsWith("json", StringComparison.Ordinal))
            for (int i = 1; i < 9; i++) _folder.Write($"out-{i}.json", $"[{i}]");
    }

    /// <summary>The id of the run that has been written down last, or null.</summary>
    public string? LastRun()
    {
        string state = Path.Combine(_folder.Path, ".datamigration", "state.db");
        // A run may be killed before it has made its history, or in the middle of that.
        if (!File.Exists(state) || new SqliteFile(state).Column("select name from sqlite_schema where name = 'datamigration_runs'").Count == 0) return null;
        return new SqliteFile(state).Column("select run from datamigration_runs where rollback_of is null order by run desc limit 1").FirstOrDefault();
    }

    /// <summary>Everything as before the first run: the table with a few rows, no state.</summary>
    public void Prepare()
    {
        foreach (string file in Directory.GetFiles(_folder.Path, "out*").Concat(Directory.GetFiles(_folder.Path, ".out*")).Concat(Directory.GetFiles(_folder.Path, "rejects*"))) File.Delete(file);
        string state = Path.Combine(_folder.Path, ".datamigration");
        if (Directory.Exists(state)) Directory.Delete(state, recursive: true);
        const string table = "CREATE TABLE target (id bigint NOT NULL PRIMARY KEY, email text, amount decimal(12,2))";
        const string rows = "INSERT INTO target (id, email, amount) VALUES (-1, 'old', 1), (5, 'm5@example.org', 1), (6, 'm6@example.org', 6.5)";
        if (_move.Contains("→postgres", StringComparison.Ordinal)) _postgres!.Execute("DROP TABLE IF EXISTS target", table, rows);
        if (_move.EndsWith("sqlite", StringComparison.Ordinal)) new SqliteFile(Path.Combine(_folder.Path, "out.db")).Execute(table, rows);
        string key = _mode is "upsert" or "insert_new" ? ", key: [id], duplicates: last" : "";
        string sql(string connection) => $"sql: {{ connection: {connection}, table: target, mode: {_mode}{key} }}";
        string target = _move[(_move.IndexOf('→') + 1)..] switch
        {
            "csv" => "a: { csv: { path: out.csv } }",
            "csv.gz" => "a: { csv: { path: out.csv.gz } }",
            "json" => "a: { json: { path: \"out-{n}.json\", max_rows: 9000 } }",
            "sqlite" => $"a: {{ {sql("file")} }}",
            "postgres" => $"a: {{ {sql("server")} }}",
            "postgres over 2" => $"a: {{ {sql("server").Replace(" }", ", connections: 2 }", StringComparison.Ordinal)} }}",
            _ => $"a: {{ {sql("server")} }}\n  b: {{ csv: {{ path: out.csv }}, when: row.id % 2 === 0 }}",
        };
        string source = _move.StartsWith("csv", StringComparison.Ordinal) ? "csv: { path: in.csv }" : $"sql: {{ connection: server, table: source, key: [id]{(_move.Contains(" in ranges", StringComparison.Ordinal) ? ", partition: { by: id, count: 3 }" : "")} }}";
        // Under a mode that may change a row again, keys come twice.
        string rules = _mode is "upsert" or "insert_new" ? "" : "validations: [{ unique: [id] }]";
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
    public string Outcome()
    {
        var text = new StringBuilder();
        // Of two runs that began in one second the names do not tell which was the later one.
        string last = Directory.EnumerateFiles(Path.Combine(_folder.Path, ".datamigration/runs"), "report.json", SearchOption.AllDirectories).MaxBy(File.GetLastWriteTimeUtc)!;
        using (var report = JsonDocument.Parse(File.ReadAllText(last)))
            foreach (string part in new[] { "status", "counts", "sources", "targets" }) text.AppendLine(report.RootElement.GetProperty(part).ToString());
        text.AppendLine("rejects.csv").AppendLine(Text(Path.Combine(_folder.Path, "rejects.csv")));
        text.Append(Standing());
        Directory.GetFiles(_folder.Path, ".*.tmp").Should().BeEmpty();
        return text.ToString();
    }

    /// <summary>What stands in the targets.</summary>
    public string Standing()
    {
        var text = new StringBuilder();
        foreach (string file in Directory.GetFiles(_folder.Path, "out*").Where(f => !f.Contains(".db", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            text.AppendLine(Path.GetFileName(file)).AppendLine(Text(file));
        if (_move.Contains("→postgres", StringComparison.Ordinal)) text.AppendJoin('\n', _postgres!.Column("SELECT t::text FROM target t ORDER BY id"));
        if (_move.EndsWith("sqlite", StringComparison.Ordinal)) text.AppendJoin('\n', new SqliteFile(Path.Combine(_folder.Path, "out.db")).Column("select id || '|' || email || '|' || amount from target order by id"));
        return text.ToString();
    }

    /// <summary>What was kept to undo a run.</summary>
    public IEnumerable<string> Kept()
    {
        const string ours = "substr(name, 1, 22) = 'datamigration_journal_' or substr(name, 1, 19) = 'datamigration_kept_'";
        var kept = Directory.GetFiles(_folder.Path, ".*").Select(Path.GetFileName).OfType<string>();
        if (_move.Contains("→postgres", StringComparison.Ordinal)) kept = kept.Concat(_postgres!.Column($"SELECT relname FROM (SELECT relname, relname AS name FROM pg_class WHERE relkind = 'r') c WHERE {ours}"));
        if (_move.EndsWith("sqlite", StringComparison.Ordinal)) kept = kept.Concat(new SqliteFile(Path.Combine(_folder.Path, "out.db")).Column($"select name from sqlite_schema where type = 'table' and ({ours})"));
        return [.. kept];
    }

    private static string Text(string file)
    {
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new System.IO.Compression.GZipStream(File.OpenRead(file), System.IO.Compression.CompressionMode.Decompress) : File.OpenRead(file);
        return new StreamReader(stream).ReadToEnd();
    }
}
