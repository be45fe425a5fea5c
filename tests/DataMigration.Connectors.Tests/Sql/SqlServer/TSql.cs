using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Holds texts against the grammar of SQL Server 2016.</summary>
internal static class TSql
{
    public static IReadOnlyList<string> Errors(string text)
    {
        using var reader = new StringReader(text);
        new TSql130Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return [.. errors.Select(e => $"{e.Line}:{e.Column} {e.Message} in {text}")];
    }
}
