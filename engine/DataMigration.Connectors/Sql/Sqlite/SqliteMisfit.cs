namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>A cell that its column's type cannot hold.</summary>
/// <param name="Row">In the batch.</param>
/// <param name="Column">In the schema.</param>
/// <param name="Json">What the database holds, for the reject file.</param>
/// <param name="Value">The same as text.</param>
/// <param name="Problem">The rest of a sentence that starts with the field's name, without its full stop.</param>
internal readonly record struct SqliteMisfit(int Row, int Column, byte[] Json, string Value, string Problem);
