using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using DataMigration.Connectors.Sql.Postgres;
using Npgsql;

namespace DataMigration.Tests.Sql.Postgres;

/// <summary>Stands between a client and the server, and can lose what comes next in one direction, with the connection after it.</summary>
internal sealed class TestRelay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private readonly ConcurrentBag<TcpClient> _clients = [];
    private volatile string _break = "";
    private volatile bool _isDead;
    private int _commits;
    private int _holds;
    private bool _answered;
    private TaskCompletionSource _death = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TestRelay(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        // A statement that is prepared is sent without its text.
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, MaxAutoPrepare = 1, AutoPrepareMinUsages = int.MaxValue };
        Connection = new PostgresConnection(new PostgresConnectionOptions { ConnectionString = own.ConnectionString });
        _accepting = Task.Run(AcceptAsync);
    }

    public PostgresConnection Connection { get; }

    public int Broken { get; private set; }

    /// <summary>Over when nobody gets through any more.</summary>
    public Task Death => _death.Task;

    /// <summary>With the so-manieth COMMIT from now on, of all connections, everything is lost: before it arrives, or when it is answered.</summary>
    public void DieAt(int commit, bool answered) => (_commits, _answered) = (commit, answered);

    /// <summary>The next COMMIT does not arrive, and its connection is lost to the client alone: the server takes it to be alive.</summary>
    public void Hold() => _holds = 1;

    /// <summary>New connections are welcome again.</summary>
    public void Revive() => (_isDead, _death) = (false, new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>The next bytes to the server, or from it, are lost.</summary>
    public void Break(bool toServer) => _break = toServer ? "to" : "from";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            if (_isDead)
            {
                client.Dispose();
                continue;
            }
            var server = new TcpClient();
            await server.ConnectAsync(_server.Host!, _server.Port, _stop.Token);
            _clients.Add(client);
            _clients.Add(server);
            var dies = new StrongBox<bool>();
            _ = PumpAsync(client, server, "to", dies);
            _ = PumpAsync(server, client, "from", dies);
        }
    }

    private void Die()
    {
        _isDead = true;
        while (_clients.TryTake(out var client)) client.Dispose();
        _death.TrySetResult();
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, string direction, StrongBox<bool> dies)
    {
        byte[] buffer = new byte[1 << 16];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is var count and > 0)
            {
                if (_break == direction)
                {
                    _break = "";
                    Broken++;
                    break;
                }
                bool isCommit = direction == "to" && buffer.AsSpan(0, count).IndexOf("COMMIT\0"u8) >= 0;
                if (isCommit && Interlocked.Exchange(ref _holds, 0) == 1)
                {
                    from.Dispose();
                    return;
                }
                if (isCommit && Interlocked.Decrement(ref _commits) == 0)
                {
                    if (_answered) dies.Value = true;
                    else Die();
                }
                else if (direction == "from" && dies.Value) Die();
                await to.GetStream().WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
        }
        from.Dispose();
        to.Dispose();
    }
}
