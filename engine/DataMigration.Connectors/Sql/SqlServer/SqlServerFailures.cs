using System.Net.Sockets;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using Microsoft.Data.SqlClient;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>What an exception of the driver means for the run.</summary>
internal static class SqlServerFailures
{
    /// <summary>A failure while a connection is opened.</summary>
    /// <param name="e">An exception that <see cref="IsOurs"/>.</param>
    /// <param name="description">Of the connection.</param>
    /// <param name="span">Who asks.</param>
    /// <param name="known">Whether the same connection string has worked before.</param>
    public static MigrationException Opening(Exception e, string description, SourceSpan? span, bool known)
    {
        if (e is NotSupportedException) return new MigrationException(SqlServerMessages.NeedsCultures.At(span, description), inner: e);
        bool passing = e is SqlException server
            ? TroubleOf(server) is SqlServerTrouble.Lost or SqlServerTrouble.Passing || server.Number == SqlServerErrors.Timeout || (known && SqlServerErrors.IsPassingAtReconnect(server.Number))
            : true;
        return new MigrationException(SqlServerMessages.Unreachable.At(span, description, Said(e)), passing && !IsUnknownHost(e), e);
    }

    /// <summary>A failure of a statement or of the connection under it.</summary>
    public static MigrationException Running(Exception e, string description, SourceSpan? span, int timeout = 0)
    {
        if (e is not SqlException server) return new MigrationException(SqlServerMessages.Lost.At(span, description, Said(e)), true, e);
        if (server.Number == SqlServerErrors.Timeout && timeout > 0) return new MigrationException(SqlServerMessages.TooSlow.At(span, description, timeout), inner: e);
        return TroubleOf(server) switch
        {
            _ when server.Number == SqlServerErrors.Timeout => new MigrationException(SqlServerMessages.Passing.At(span, description, Said(e), server.Number), true, e),
            SqlServerTrouble.Lost => new MigrationException(SqlServerMessages.Lost.At(span, description, Said(e)), true, e),
            SqlServerTrouble.Passing => new MigrationException(SqlServerMessages.Passing.At(span, description, Said(e), server.Number), true, e),
            _ => new MigrationException(SqlServerMessages.Refused.At(span, description, Said(e), server.Number), inner: e),
        };
    }

    /// <summary>Whether an exception is for this class to explain. A connection that broke throws InvalidOperationException at whoever uses it next.</summary>
    public static bool IsOurs(Exception e) => e is SqlException or IOException or SocketException or TimeoutException or ObjectDisposedException or InvalidOperationException { Source: "Microsoft.Data.SqlClient" }
        or NotSupportedException { Source: "Microsoft.Data.SqlClient" };

    public static SqlServerTrouble TroubleOf(SqlException e)
    {
        var errors = new (int, byte)[e.Errors.Count];
        for (int i = 0; i < errors.Length; i++) errors[i] = (e.Errors[i].Number, e.Errors[i].Class);
        return SqlServerErrors.Classify(errors);
    }

    /// <summary>Whether the first error was raised inside a trigger (or in what it calls): our own statements stand in no procedure.</summary>
    public static bool IsOfTrigger(SqlException e) => e.Errors.Count > 0 && !string.IsNullOrEmpty(e.Errors[0].Procedure);

    /// <summary>An unknown host will not be found the next time either.</summary>
    private static bool IsUnknownHost(Exception e)
    {
        if (e is SqlException { Number: SqlServerErrors.HostNotFound }) return true;
        for (var inner = e; inner is not null; inner = inner.InnerException!)
            if (inner is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData }) return true;
        return false;
    }

    /// <summary>The server's first error alone (others follow from it); of the network the innermost cause.</summary>
    private static string Said(Exception e)
    {
        if (e is SqlException server && server.InnerException is null && server.Errors.Count > 0) return server.Errors[0].Message.TrimEnd('.', ' ', '\r', '\n');
        var root = e;
        while (root.InnerException is { } inner) root = inner;
        // .NET on Linux knows some reasons by number only.
        string said = root is SocketException { SocketErrorCode: SocketError.Success } ? e.Message : root.Message;
        return said.TrimEnd('.');
    }
}
