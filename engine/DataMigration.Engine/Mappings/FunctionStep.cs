using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Functions;
using DataMigration.Planning;
using DataMigration.Validations;

namespace DataMigration.Mappings;

/// <summary>One function of <c>apply:</c>.</summary>
internal sealed class FunctionStep(ITextFunction function, string name, Rule rule, string field) : IColumnStep
{
    private readonly IRefusesText? _refusing = function as IRefusesText;

    public DataType Output => DataType.Text;

    public string Description => name;

    public Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
    {
        var text = (TextColumn)input!;
        if (_refusing is null) return function.Apply(text, rows);
        var refused = worker.FailedRows;
        refused.Clear();
        var output = _refusing.Apply(text, rows, refused);
        foreach (int row in refused)
        {
            string value = text.GetString(row)!;
            batch.Failures.Fail(row, rule, field, value, $"{field} is '{RuleTexts.Cut(value)}', {_refusing.Explain(value)}.");
        }
        return output;
    }
}
