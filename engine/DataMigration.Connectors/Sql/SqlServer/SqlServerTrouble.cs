namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>What an error of the server means for a load.</summary>
internal enum SqlServerTrouble
{
    /// <summary>The statement, the table or the rights are wrong: every row would fail.</summary>
    Statement,

    /// <summary>Something about the rows of the statement.</summary>
    Row,

    /// <summary>Another try may succeed; the transaction is gone.</summary>
    Passing,

    /// <summary>The connection is gone, and the transaction with it.</summary>
    Lost,
}
