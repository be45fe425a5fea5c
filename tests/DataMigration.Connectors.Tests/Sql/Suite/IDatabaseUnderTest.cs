using DataMigration.Data;

namespace DataMigration.Connectors.Sql.Suite;

/// <summary>An empty database of one test, and how its server spells what no standard does.</summary>
internal interface IDatabaseUnderTest : IAsyncDisposable
{
    /// <summary>A connection as a run has one: two of them are two runs.</summary>
    ISqlConnection Connect();

    /// <summary>The type of a column of short texts.</summary>
    string Text { get; }

    /// <summary>The type of a column of texts no longer than that, or null where the database keeps longer ones all the same.</summary>
    string? Limited(int length);

    /// <summary>The type of a column of numbers of 16 bits, or null where the database keeps larger ones all the same.</summary>
    string? Narrow { get; }

    /// <summary>The definition, behind its name, of a column of 64 bits that the database numbers unless it is given a value; the primary key.</summary>
    string Identity { get; }

    /// <summary>The definition, behind its name, of a column that the database computes.</summary>
    string Generated(string expression);

    /// <summary>The type that a column is read as which was made for a field of this one.</summary>
    DataType ReadAs(DataType type) => type;

    /// <summary>The field that a reject names whose row broke a CHECK of this one column: the column, or <c>-</c> where the database does not tell which columns a CHECK reads.</summary>
    string Checked(string column);

    /// <summary>How many columns a table of a journaled load may have.</summary>
    int MaxColumns => int.MaxValue;

    /// <summary>Whether a null that a column does not take refuses its row before anybody asks whether the row is to be written at all.</summary>
    bool NullsFirst { get; }

    /// <summary>Makes a trigger that refuses a row, added or changed, with this text in the column, and leaves others alone.</summary>
    string RefusingTrigger(string table, string column, string value);

    /// <summary>Runs statements, separated by <c>;;</c>, as another program would.</summary>
    Task ExecuteAsync(string sql);

    /// <summary>Runs a script of several lines as the database's own shell would.</summary>
    Task RunScriptAsync(string script) => ExecuteAsync(script);

    /// <summary>The rows of a query, each as its values' text joined by <c>|</c>; null is <c>∅</c>.</summary>
    Task<IReadOnlyList<string>> RowsAsync(string query);

    /// <summary>Makes the next write of open writers, or the next commit of what they wrote, fail for a passing reason, until the result is disposed.</summary>
    Task<IAsyncDisposable> DisturbAsync(bool atCommit);
}
