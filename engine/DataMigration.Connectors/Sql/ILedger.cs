namespace DataMigration.Connectors.Sql;

/// <summary>Runs the few statements that our own small tables in a target database need (checkpoints, journals), on a load's own connection: in its open transaction if there is one.</summary>
internal interface ILedger
{
    /// <summary>One of our tables, as a statement names it.</summary>
    string NameOf(string table);

    /// <summary>The statement that makes one of our tables if it is missing.</summary>
    /// <param name="table">Its bare name.</param>
    /// <param name="columns">With <c>{key}</c> for a text that can be a key, <c>{text}</c> for any other, <c>{number}</c>.</param>
    string Create(string table, string columns);

    /// <summary>How a statement names a parameter, counted from 1.</summary>
    string Parameter(int number);

    Task<bool> HasTableAsync(string table, CancellationToken cancellationToken);

    /// <summary>Rows changed.</summary>
    Task<int> RunAsync(string statement, IReadOnlyList<object?> values, CancellationToken cancellationToken);

    /// <summary>Texts, numbers as <see cref="long"/>, null.</summary>
    Task<IReadOnlyList<object?[]>> RowsAsync(string query, IReadOnlyList<object?> values, CancellationToken cancellationToken);
}
