using System.Buffers;
using DataMigration.Failures;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>A connection string, in whichever of its two forms it was written.</summary>
internal static class PostgresAddress
{
    private const int DriverBufferSize = 8192;

    /// <summary>What the name of a parameter is made of.</summary>
    private static readonly SearchValues<char> Key = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_ ");

    /// <exception cref="MigrationException">It is neither.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        try
        {
            var address = text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal) ? OfUrl(text) : new NpgsqlConnectionStringBuilder(text);
            if (string.IsNullOrEmpty(address.Host)) throw new ArgumentException("it names no host");
            address.ApplicationName ??= "datamigration";
            // A connection of a run ends with it: one that was lost must not come back from a pool.
            address.Pooling = false;
            address.IncludeErrorDetail = true;
            address.CommandTimeout = 0;
            if (address.MaxAutoPrepare == 0) (address.MaxAutoPrepare, address.AutoPrepareMinUsages) = (50, 2);
            if (address.KeepAlive == 0) address.KeepAlive = 30;
            // The server sends a message a row; with the driver's own size each eight kilobytes of them cost a way into the kernel.
            if (address.ReadBufferSize == DriverBufferSize) address.ReadBufferSize = 128 << 10;
            address.Timezone ??= "UTC";
            return address;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or UriFormatException)
        {
            // The driver repeats what it was given, password and all: only the kind of the mistake is told.
            throw new MigrationException(PostgresMessages.BadConnectionString.At(null, e is ArgumentException { Message: "it names no host" } ? e.Message : "it cannot be understood"));
        }
    }

    private static NpgsqlConnectionStringBuilder OfUrl(string text)
    {
        int start = text.IndexOf("://", StringComparison.Ordinal) + 3, end = UserEnd(text, start);
        var url = new Uri(text[..start] + text[(end < 0 ? start : end + 1)..]);
        var address = new NpgsqlConnectionStringBuilder { Host = url.Host };
        if (url.Port > 0) address.Port = url.Port;
        if (url.AbsolutePath.Length > 1) address.Database = Uri.UnescapeDataString(url.AbsolutePath[1..]);
        var user = text[start..Math.Max(start, end)].Split(':', 2);
        if (user[0].Length > 0) address.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2) address.Password = Uri.UnescapeDataString(user[1]);
        foreach (string part in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            address[pair[0] switch { "sslmode" => "SSL Mode", "application_name" => "Application Name", "connect_timeout" => "Timeout", "options" => "Options", var key => key }] =
                Uri.UnescapeDataString(pair.Length == 2 ? pair[1] : "");
        }
        return address;
    }

    /// <summary>Where user and password end, or -1. A password that comes out of a variable may have any characters, unescaped: taken for the host, a part of it would stand in messages.</summary>
    private static int UserEnd(string text, int start)
    {
        int authority = text.IndexOfAny(['/', '?', '#'], start) is var found and >= 0 ? found : text.Length;
        int query = text.IndexOf('?', authority), equals = query < 0 ? -1 : text.IndexOf('=', query);
        bool isQuery = equals > query + 1 && !text.AsSpan((query + 1)..equals).ContainsAnyExcept(Key);
        return text.LastIndexOf('@', (isQuery ? query : text.Length) - 1) is var end && end >= start ? end : -1;
    }
}
