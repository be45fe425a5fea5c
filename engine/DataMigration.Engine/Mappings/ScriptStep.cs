using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Scripting;
using DataMigration.Scripting.Library;
using DataMigration.Values;

namespace DataMigration.Mappings;

/// <summary><c>script:</c>: a call a row; the result as text, which <c>type:</c> may read.</summary>
internal sealed class ScriptStep(CompiledScript script, Rule rule, string field) : IColumnStep
{
    /// <summary>What <c>type:</c> will read the result as: a decimal knows no exponent, and 5e-8 is a decimal all the same.</summary>
    public DataType? ReadAs { get; init; }

    public DataType Output => DataType.Text;

    public string Description => script.Detour is { } detour ? $"script (interpreted: {detour} is not compiled)" : "script (compiled)";

    public Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
    {
        var output = new TextColumn(DataType.Text, batch.RowCount, rows.Length * 16);
        worker.Scripts.Map(script, batch, rows, new Sink(this, batch, output));
        return output;
    }

    private sealed class Sink(ScriptStep step, RecordBatch batch, TextColumn output) : IScriptSink
    {
        public void Take(int row, ReadOnlySpan<byte> text) => output.Append(row, text);

        public void Take(int row, ScriptResult result)
        {
            switch (result.Kind)
            {
                case ScriptResultKind.Null:
                    break;
                case ScriptResultKind.Boolean:
                    output.Append(row, result.Number != 0 ? "true"u8 : "false"u8);
                    break;
                case ScriptResultKind.Number when double.IsFinite(result.Number):
                    Take(row, result.Number);
                    break;
                case ScriptResultKind.Number:
                    batch.Failures.Fail(row, step.Rule, step.Field, null, $"The script of {step.Field} returned {NumberText.Of(result.Number)}, which is no number a field can hold.");
                    break;
                case ScriptResultKind.Error:
                    batch.Failures.Fail(row, step.Rule, step.Field, null, result.Text!);
                    break;
                default:
                    output.Append(row, result.Text.AsSpan());
                    break;
            }
        }

        private void Take(int row, double number)
        {
            if (step.ReadAs?.Kind == DataKind.Decimal)
            {
                output.Append(row, PlainDigits.Of(number));
                return;
            }
            Span<byte> digits = stackalloc byte[NumberText.MaxLength];
            output.Append(row, digits[..NumberText.Write(number, digits)]);
        }
    }

    private Rule Rule { get; } = rule;

    private string Field { get; } = field;
}
