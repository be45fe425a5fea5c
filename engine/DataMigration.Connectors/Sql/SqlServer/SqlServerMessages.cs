using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>What SQL Server connections say.</summary>
internal static class SqlServerMessages
{
    public static readonly DiagnosticDescriptor BadConnectionString = Error("DM3260",
        "the connection string of a `sqlserver` connection is wrong: {0}", "Write `Server=…;Database=…;User ID=…;Password=…`.");

    public static readonly DiagnosticDescriptor Unreachable = Error("DM3261",
        "{0} cannot be reached: {1}", "Check server, port, database, user and password; a certificate that nobody vouches for needs `TrustServerCertificate=true` in the connection string.");

    public static readonly DiagnosticDescriptor Lost = Error("DM3262",
        "the connection to {0} was lost: {1}", "Look at the server's log; `on_error.retry` says how often the run tries again.");

    public static readonly DiagnosticDescriptor Refused = Error("DM3263",
        "{0} refuses the statement: {1} (error {2})", "Correct the statement or what it asks for; the message is the database's own.");

    public static readonly DiagnosticDescriptor Passing = Error("DM3264",
        "{0} could not do it this time: {1} (error {2})", "It may go by itself; `on_error.retry` says how often the run tries again.");

    public static readonly DiagnosticDescriptor TooSlow = Error("DM3265",
        "a statement took longer than {1} seconds in {0}", "Raise `command_timeout`, or set it to 0 for no limit.");

    public static readonly DiagnosticDescriptor NeedsCultures = Error("DM3266",
        "{0} cannot be used in a process without the data of cultures: the driver reads text by them", "Do not set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT, and install ICU (package libicu).");

    public static readonly DiagnosticDescriptor UnreadableType = Error("DM3267",
        "column '{0}' is {1}, which has no form that other databases know", "Read it by a `query` that says what it is to become: `{2}`.");

    public static readonly DiagnosticDescriptor NamelessColumn = Error("DM3268",
        "column {0} of the query has no name", "Give it one with `as`.");

    public static readonly DiagnosticDescriptor CountDiffers = Error("DM3271",
        "the table made beside '{0}' has {1} rows, but {2} were written", "Look for what adds or removes rows; nothing was replaced.");

    public static readonly DiagnosticDescriptor NamesDifferInCase = Error("DM3272",
        "table '{0}' has columns '{1}' and '{2}', which differ in case only", "Rename one of them, or write through a view.");

    public static readonly DiagnosticDescriptor CommitUnknown = Error("DM3273",
        "the connection to {0} was lost while a batch was committed, and nothing says whether it was", "Compare the table with the run's report before running again; with the right to create table {1} the next run can tell.");

    public static readonly DiagnosticDescriptor TransactionEnded = Error("DM3274",
        "a row of a load in one transaction was refused in a way that ended the transaction of table '{0}'", "Leave `atomic` out, so that the row can be rejected alone; or let the trigger raise its error without ROLLBACK.");

    private static DiagnosticDescriptor Error(string code, string message, string remedy) => new(code, DiagnosticSeverity.Error, message, remedy);
}
