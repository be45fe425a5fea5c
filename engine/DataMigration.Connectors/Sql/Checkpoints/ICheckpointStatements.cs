namespace DataMigration.Connectors.Sql.Checkpoints;

/// <summary>Runs the few statements that checkpoints need, on a load's own connection: in its open transaction if there is one.</summary>
internal interface ICheckpointStatements
{
    /// <summary>The table, as a statement names it.</summary>
    string Table { get; }

    /// <summary>The statement that makes it.</summary>
    string Create { get; }

    /// <summary>How a statement names a parameter, counted from 1.</summary>
    string Parameter(int number);

    Task<bool> HasTableAsync(CancellationToken cancellationToken);

    /// <summary>Rows changed.</summary>
    Task<int> RunAsync(string statement, IReadOnlyList<object?> values, CancellationToken cancellationToken);

    /// <summary>The first row, or null. Texts, numbers as <see cref="long"/>, null.</summary>
    Task<object?[]?> RowAsync(string query, IReadOnlyList<object?> values, CancellationToken cancellationToken);
}
