namespace DataMigration.Connectors.Sql;

/// <summary>A connection that sql sources and targets can use: one class a dialect, which knows all that differs between databases.</summary>
internal interface ISqlConnection : IConnection
{
    /// <summary>How the database compares the names of columns.</summary>
    StringComparer Names { get; }

    /// <summary>An identifier as it stands in a statement, whatever characters it has.</summary>
    string Quote(string identifier);

    /// <summary>Prepares a query without running it.</summary>
    ValueTask<ISqlReader> OpenReaderAsync(SqlQuery query, CancellationToken cancellationToken);

    /// <summary>Looks a table up; touches nothing, a missing database included.</summary>
    ValueTask<SqlLookup> FindTableAsync(string name, CancellationToken cancellationToken);

    /// <summary>Opens a table for writing; it has passed <see cref="SqlTableCheck"/>, or is to be made.</summary>
    ValueTask<ITargetWriter> OpenWriterAsync(SqlWrite write, CancellationToken cancellationToken);
}
