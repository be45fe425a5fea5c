using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Validations;

namespace DataMigration.References;

/// <summary>Says that a row has no match in another source.</summary>
internal sealed class NoMatch(int[] fields, SourceReference source, IEnumerable<ForeignField> foreign, Rule rule)
{
    private readonly string _expectation = $"which no row of {source.Name} has as its {string.Join(", ", foreign.Select(f => f.Name))}";

    public void Fail(RecordBatch batch, int row)
    {
        if (fields.Length == 1) RuleTexts.Fail(batch, row, rule, fields[0], _expectation);
        else batch.Failures.Fail(row, rule, null, null,
            $"{string.Join(", ", fields.Select(f => batch.Schema[f].Name))} are {string.Join(", ", fields.Select(f => RuleTexts.Shown(batch[f], row)))}, {_expectation}.");
    }
}
