using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>A row of a chunk on its way to the database. Its place in the chunk is its number in the stage.</summary>
/// <param name="Batch">Which batch of the chunk.</param>
/// <param name="Row">Which row of that batch.</param>
/// <param name="Encoded">Which row of that batch's encoded ones.</param>
/// <param name="Family">Rows of one number stand or fall together, and follow one another.</param>
internal readonly record struct StageRow(int Batch, int Row, int Encoded, int Family);

/// <summary>The database holds something against a row.</summary>
/// <param name="Column">The column, where it names one.</param>
/// <param name="Constraint">The constraint, where it names one.</param>
/// <param name="Text">In its own words.</param>
internal sealed record StageRowError(Rule Rule, string? Column, string? Constraint, string Text);

/// <summary>Some row of a statement was refused; the transaction stands as it did at the last savepoint, once that is gone back to.</summary>
internal sealed class StageRowException(StageRowError error, Exception inner) : Exception(error.Text, inner)
{
    public StageRowError Error => error;
}
