using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DataMigration.Cli.Databases;

/// <summary>A PostgreSQL server of one test, which may be killed and started again. `tests/run` says where its programs are.</summary>
internal sealed class PostgresCluster : IDisposable
{
    private readonly string _programs;
    private readonly string _folder;
    private readonly int _port;
    private string? _stopped;

    private PostgresCluster(string programs, string folder, int port) => (_programs, _folder, _port) = (programs, folder, port);

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=tests;Database=postgres;Timeout=5";

    public static PostgresCluster Required()
    {
        string? programs = Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_POSTGRES_BIN");
        Skip.If(string.IsNullOrEmpty(programs), "needs the programs of a PostgreSQL server: `tests/run` finds them, or set DATAMIGRATION_TEST_POSTGRES_BIN");
        string folder = Directory.CreateTempSubdirectory("cluster").FullName;
        if (Environment.UserName == "root") Run("chown", "postgres", folder).Should().Be(0);
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        int port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var cluster = new PostgresCluster(programs!, folder, port);
        cluster.Program("initdb", "-D", Path.Combine(folder, "data"), "-U", "tests", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8", "--no-sync").Should().Be(0);
        cluster.Start();
        return cluster;
    }

    public void Start() => Program("pg_ctl", "-D", Path.Combine(_folder, "data"), "-w", "-l", Path.Combine(_folder, "log"), "-o",
        $"-c listen_addresses=127.0.0.1 -c port={_port} -c unix_socket_directories={_folder}", "start").Should().Be(0);

    /// <summary>From now on nothing of its log leaves its memory before somebody waits for that.</summary>
    public void WriteWhenAsked()
    {
        foreach (string setting in (string[])["wal_buffers = '64MB'", "bgwriter_lru_maxpages = 0", "autovacuum = off"]) Query($"ALTER SYSTEM SET {setting}");
        Kill();
        Start();
        _stopped = Query("SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'");
        Run("kill", "-STOP", _stopped).Should().Be(0);
    }

    /// <summary>As a crash does: nothing is finished, nothing flushed.</summary>
    public void Kill() => Stop().Should().Be(0);

    public string Query(string sql)
    {
        var start = Command("psql", ["-X", "-A", "-t", "-h", "127.0.0.1", "-p", $"{_port}", "-U", "tests", "-d", "postgres", "-c", sql]);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, $"psql ran {sql}");
        return output.Trim();
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(_folder, recursive: true);
    }

    private int Stop()
    {
        // The server waits for all of its processes.
        if (_stopped is not null) Run("kill", "-KILL", _stopped);
        _stopped = null;
        return Program("pg_ctl", "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
    }

    private int Program(string name, params string[] arguments)
    {
        var start = Command(name, arguments);
        // Its server would keep our pipes open.
        start.RedirectStandardOutput = start.RedirectStandardError = false;
        var line = new StringBuilder();
        foreach (string part in start.ArgumentList.Prepend(start.FileName)) line.Append('\'').Append(part.Replace("'", "'\\''", StringComparison.Ordinal)).Append("' ");
        return Run("sh", "-c", $"{line}>/dev/null 2>&1 </dev/null");
    }

    private ProcessStartInfo Command(string name, IEnumerable<string> arguments)
    {
        string program = Path.Combine(_programs, name);
        return Environment.UserName == "root"
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", program, .. arguments]) { WorkingDirectory = "/" }
            : new ProcessStartInfo(program, arguments);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = "/" })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
