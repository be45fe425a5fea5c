using System.Net.Sockets;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>What an exception of the driver means for the run. Decided by SQLSTATE, never by a text.</summary>
internal static class PostgresFailures
{
    /// <summary>A failure while a connection is opened.</summary>
    public static MigrationException Opening(Exception e, string description, SourceSpan? span) => e switch
    {
        PostgresException server => new MigrationException(PostgresMessages.Unreachable.At(span, description, server.MessageText), IsPassing(server.SqlState), e),
        _ => new MigrationException(PostgresMessages.Unreachable.At(span, description, Root(e)), IsPassing(e), e),
    };

    /// <summary>A failure of a statement or of the connection under it.</summary>
    public static MigrationException Running(Exception e, string description, SourceSpan? span, int timeout = 0) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } when timeout > 0 => new MigrationException(PostgresMessages.TooSlow.At(span, description, timeout), inner: e),
        PostgresException server when IsPassing(server.SqlState) =>
            new MigrationException((IsLost(server.SqlState) ? PostgresMessages.Lost : PostgresMessages.Passing).At(span, description, server.MessageText, server.SqlState), true, e),
        PostgresException server => new MigrationException(PostgresMessages.Refused.At(span, description, server.MessageText + (server.Detail is { } detail ? $" ({detail.TrimEnd('.')})" : ""), server.SqlState,
            server.SqlState == PostgresErrorCodes.ForeignKeyViolation ? "Take away the rows that refer to them first, or use a mode that keeps them, such as upsert."
            : server.SqlState == PostgresErrorCodes.InsufficientPrivilege ? "Grant the connection's user what it lacks, or connect as another." : server.Hint ?? "Correct the statement; the message is the database's own."), inner: e),
        _ => new MigrationException(PostgresMessages.Lost.At(span, description, Root(e)), IsPassing(e), e),
    };

    /// <summary>Whether an exception is for this class to explain.</summary>
    public static bool IsOurs(Exception e) => e is NpgsqlException or IOException or SocketException or TimeoutException or ObjectDisposedException or InvalidOperationException { Source: "Npgsql" };

    /// <summary>Whether trying again can help (classes 08, 40, 57P, some of 53 and 55).</summary>
    public static bool IsPassing(string state) =>
        state.StartsWith("08", StringComparison.Ordinal) || state is "40001" or "40P01" or "53300" or "55P03" or "57P01" or "57P02" or "57P03" or "57P05";

    private static bool IsLost(string state) => state.StartsWith("08", StringComparison.Ordinal) || state.StartsWith("57P", StringComparison.Ordinal);

    /// <summary>An unknown host will not be found the next time either; whatever else breaks a connection may pass.</summary>
    private static bool IsPassing(Exception e)
    {
        for (var inner = e; inner is not null; inner = inner.InnerException!)
        {
            if (inner is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }) return false;
            if (inner is PostgresException server) return IsPassing(server.SqlState);
            if (inner is SocketException or IOException or TimeoutException or ObjectDisposedException) return true;
        }
        return e is NpgsqlException { IsTransient: true } or InvalidOperationException { Source: "Npgsql" };
    }

    private static string Root(Exception e)
    {
        while (e.InnerException is { } inner) e = inner;
        return e.Message;
    }
}
