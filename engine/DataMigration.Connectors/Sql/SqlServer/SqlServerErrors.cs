using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The server's errors by their numbers (sys.messages); a text is never read.</summary>
internal static class SqlServerErrors
{
    public const int Timeout = -2, NoPermission = 229, NoPermissionInDatabase = 262;
    public const int HostNotFound = 11001;

    /// <summary>There is an object of this name; there is no such schema, or none that this user may use.</summary>
    public const int AlreadyThere = 2714, NoSchema = 2760;

    /// <summary>The transaction ended in the trigger (3609), the batch was aborted in it (3616).</summary>
    public const int EndedInTrigger = 3609, AbortedInTrigger = 3616;

    /// <summary>A procedure that a trigger calls ended the transaction (266), or caught an error that dooms it (3998).</summary>
    private const int EndedInProcedure = 266, Doomed = 3998;

    public const int NotNull = 515, Conflict = 547, UniqueIndex = 2601, UniqueConstraint = 2627, TooLong = 2628, TooLongUnnamed = 8152;

    /// <summary>From here on errors are those of RAISERROR and THROW.</summary>
    public const int FirstOfUsers = 50000;

    /// <summary>From this severity on the server closes the connection.</summary>
    private const int Fatal = 20;

    /// <summary>Up to this severity it is no error.</summary>
    private const int Said = 10;

    /// <param name="errors">Number and severity of each, in order.</param>
    public static SqlServerTrouble Classify(ReadOnlySpan<(int Number, byte Class)> errors)
    {
        SqlServerTrouble? first = null;
        foreach (var (number, severity) in errors)
        {
            if (severity >= Fatal || IsLost(number)) return SqlServerTrouble.Lost;
            // The driver's own, when it could not read an answer to its end: what a server only says (PRINT) has no number either.
            if (number == 0 && severity > Said) return SqlServerTrouble.Lost;
            if (IsPassing(number)) return SqlServerTrouble.Passing;
            if (severity > Said) first ??= IsOfRow(number) ? SqlServerTrouble.Row : SqlServerTrouble.Statement;
        }
        return first ?? SqlServerTrouble.Statement;
    }

    /// <summary>The rule that a row broke, as far as the number tells it.</summary>
    public static Rule RuleOf(int number, bool inTrigger) => number switch
    {
        _ when inTrigger => SqlRules.Trigger,
        NotNull => SqlRules.NotNull,
        UniqueIndex or UniqueConstraint => SqlRules.Unique,
        TooLong or TooLongUnnamed or 511 or 1946 => SqlRules.TooLong,
        >= FirstOfUsers or EndedInTrigger or AbortedInTrigger or EndedInProcedure or Doomed or 512 or 6522 or 6549 or 3930 => SqlRules.Trigger,
        Conflict or 550 or 33504 => SqlRules.Check,
        _ => SqlRules.Type,
    };

    /// <summary>While a server starts, its databases open one after the other: a login that worked before will work again.</summary>
    public static bool IsPassingAtReconnect(int number) => number is 4060 or 4064 or 18451 or 18456;

    private static bool IsLost(int number) => number is
        -1 or 53 or 64 or 121 or 233 or 258 or 10053 or 10054 or 10060 or 10061 // the network's
        or 596 // the session is being killed
        or 6005 or 17142 or 17188; // the server shuts down or is paused

    private static bool IsPassing(int number) => number is
        1205 or 1222 or 1204 // deadlock, lock timeout, out of locks
        or 3960 or 3961 // another transaction changed what a snapshot sees
        or 701 or 802 or 8645 or 8651 // memory
        or 921 or 922 or 927 or 18401 // the database, the server is starting
        or 976 or 978 or 983 // an availability group changes roles
        or 615 or 4221 or 10928 or 10929 or 10936 or 40143 or 40197 or 40501 or 40540 or 40613 or 49918 or 49919 or 49920 // Azure
        or 41301 or 41302 or 41305 or 41325 or 41839; // memory-optimized tables

    private static bool IsOfRow(int number) => number is
        NotNull or Conflict or UniqueIndex or UniqueConstraint or TooLong or TooLongUnnamed
        or 511 or 1946 // a row, an index entry of too many bytes
        or 550 or 33504 // a view's check option, a security policy
        or 220 or 232 or 241 or 242 or 244 or 245 or 248 or 295 or 296 or 517 or 535 or 8114 or 8115 or 8169 // conversions, overflow
        or 512 or 536 or 537 or 8134 or 3623 or 13608 or 13609 // what expressions of computed columns, checks and triggers find
        or (>= 9400 and <= 9499) or (>= 6901 and <= 6999) // XML
        or EndedInTrigger or AbortedInTrigger or EndedInProcedure or Doomed or 3930 or 6522 or 6549 // triggers
        or >= FirstOfUsers;
}
