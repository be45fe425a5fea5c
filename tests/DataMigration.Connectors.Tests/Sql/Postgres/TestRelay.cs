using System.Net;
using System.Net.Sockets;
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
    private volatile string _break = "";

    public TestRelay(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        _listener.Start();
        var own = new NpgsqlConnectionStringBuilder(connectionString) { Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port };
        Connection = new PostgresConnection(new PostgresConnectionOptions { ConnectionString = own.ConnectionString });
        _accepting = Task.Run(AcceptAsync);
    }

    public PostgresConnection Connection { get; }

    public int Broken { get; private set; }

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
            var server = new TcpClient();
            await server.ConnectAsync(_server.Host!, _server.Port, _stop.Token);
            _ = PumpAsync(client, server, "to");
            _ = PumpAsync(server, client, "from");
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, string direction)
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
