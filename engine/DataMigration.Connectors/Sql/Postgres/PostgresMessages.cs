using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>What PostgreSQL connections say.</summary>
internal static class PostgresMessages
{
    public static readonly DiagnosticDescriptor BadConnectionString = Error("DM3240",
        "the connection string of a `postgres` connection is wrong: {0}", "Write `Host=…;Database=…;Username=…;Password=…`, or `postgres://user:password@host:5432/database`. A value with a semicolon or a quote stands in quotes: `Password='…'`.");

    public static readonly DiagnosticDescriptor Unreachable = Error("DM3241",
        "{0} cannot be reached: {1}", "Check host, port, database, user and password, and that the server runs and takes connections from here.");

    public static readonly DiagnosticDescriptor Lost = Error("DM3242",
        "the connection to {0} was lost: {1}", "Look at the server's log; `on_error.retry` says how often the run tries again.");

    public static readonly DiagnosticDescriptor Refused = Error("DM3243",
        "{0} refuses the statement: {1} (SQLSTATE {2})", "{3}");

    public static readonly DiagnosticDescriptor Passing = Error("DM3244",
        "{0} could not do it this time: {1} (SQLSTATE {2})", "It may go by itself; `on_error.retry` says how often the run tries again.");

    public static readonly DiagnosticDescriptor TooSlow = Error("DM3245",
        "a statement took longer than {1} seconds in {0}", "Raise `command_timeout`, or set it to 0 for no limit.");

    public static readonly DiagnosticDescriptor HugeRow = Error("DM3246",
        "a row of the query has more than {0} bytes", "Leave its largest column out, or read it as several columns.");

    public static readonly DiagnosticDescriptor CountDiffers = Error("DM3249",
        "the table made beside '{0}' has {1} rows, but {2} were written", "Look for triggers or rules that add or remove rows; nothing was replaced.");

    private static DiagnosticDescriptor Error(string code, string message, string remedy) => new(code, DiagnosticSeverity.Error, message, remedy);
}
