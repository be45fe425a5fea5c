using DataMigration.Connectors;

namespace DataMigration.Tests.Sql.Suite;

/// <summary>A database of one test, with what differs between databases.</summary>
internal interface IDatabaseUnderTest : IDisposable
{
    IConnection Connection { get; }

    /// <summary>Runs statements, separated by `;;`.</summary>
    void Execute(string sql);

    /// <summary>Every row as its values' texts joined by `|`, null as `∅`.</summary>
    List<string> Rows(string sql);

    string Quote(string name);

    /// <summary>A trigger that refuses a row of the table when a condition on `NEW` holds.</summary>
    string RefusingTrigger(string table, string condition);

    /// <summary>`n` as a column that numbers rows by itself, as a primary key.</summary>
    string NumberedKey(string name);
}
