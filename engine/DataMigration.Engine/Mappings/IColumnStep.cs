using DataMigration.Data;
using DataMigration.Planning;

namespace DataMigration.Mappings;

/// <summary>One step in the making of a mapped field. Stateless: one instance serves all workers at once.</summary>
internal interface IColumnStep
{
    /// <summary>The type of what it returns.</summary>
    DataType Output { get; }

    /// <summary>What is known of its values beyond their type.</summary>
    /// <param name="field">The mapped field; it has the type and what was known before this step.</param>
    Field Describe(Field field) => field with { FractionDigits = 7, IsUtc = false };

    /// <summary>How <c>plan</c> prints it: <c>trim</c>, <c>decimal(12,2)</c>.</summary>
    string Description { get; }

    /// <summary>
    /// The values of the given rows. Returns a new column, or its input unchanged; the caller disposes both as it must.
    /// Rows that fail are reported to <c>batch.Failures</c> and null in the result.
    /// </summary>
    /// <param name="input">What the step before returned; null for a field's first step.</param>
    Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker);
}
