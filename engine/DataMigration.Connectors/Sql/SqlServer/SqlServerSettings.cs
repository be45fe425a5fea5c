using System.Data;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>How a load's session is set up.</summary>
internal static class SqlServerSettings
{
    /// <summary>
    /// XACT_ABORT off: with it every refused row would end the transaction. The others as indexed views, computed columns and filtered indexes demand them.
    /// </summary>
    public const string Session = "SET NOCOUNT ON; SET XACT_ABORT OFF; " + Demanded;

    /// <summary>Of a script that nobody watches: an error ends its transaction, and the script.</summary>
    public const string Script = "SET NOCOUNT ON; SET XACT_ABORT ON; " + Demanded;

    private const string Demanded = "SET ANSI_NULLS ON; SET ANSI_PADDING ON; SET ANSI_WARNINGS ON; SET ARITHABORT ON; SET CONCAT_NULL_YIELDS_NULL ON; SET QUOTED_IDENTIFIER ON; SET NUMERIC_ROUNDABORT OFF";

    /// <summary>Goes with the session.</summary>
    public const string Lock = "EXEC @result = sp_getapplock @Resource = @resource, @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = @wait";

    public static IsolationLevel Level(SqlIsolation? isolation) => isolation switch
    {
        SqlIsolation.RepeatableRead => IsolationLevel.RepeatableRead,
        SqlIsolation.Serializable => IsolationLevel.Serializable,
        SqlIsolation.Snapshot => IsolationLevel.Snapshot,
        _ => IsolationLevel.ReadCommitted,
    };

    /// <summary>A column's name as SqlBulkCopy takes it: it strips brackets from one that begins with one.</summary>
    public static string Mapped(string name) => name.StartsWith('[') ? $"[{name}]" : name;
}
