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

    public string Description => "script";

    public Column Apply(Column? input, RecordBatch batch, ReadOnlySpan<int> rows, Worker worker)
    {
        var output = new TextColumn(DataType.Text, batch.RowCount, rows.Length * 16);
        var engine = worker.Scripts;
        Span<byte> digits = stackalloc byte[NumberText.MaxLength];
        foreach (int row in rows)
        {
            var result = engine.Evaluate(script, batch, row);
            switch (result.Kind)
            {
                case ScriptResultKind.Null:
                    break;
                case ScriptResultKind.Boolean:
                    output.Append(row, result.Number != 0 ? "true"u8 : "false"u8);
                    break;
                case ScriptResultKind.Number when ReadAs?.Kind == DataKind.Decimal && double.IsFinite(result.Number):
                    output.Append(row, PlainDigits.Of(result.Number));
                    break;
                case ScriptResultKind.Number when double.IsFinite(result.Number):
                    output.Append(row, digits[..NumberText.Write(result.Number, digits)]);
                    break;
                case ScriptResultKind.Number:
                    batch.Failures.Fail(row, rule, field, null, $"The script of {field} returned {JavaScriptName(result.Number)}, which is no number a field can hold.");
                    break;
                case ScriptResultKind.Error:
                    batch.Failures.Fail(row, rule, field, null, result.Text!);
                    break;
                default:
                    output.Append(row, result.Text.AsSpan());
                    break;
            }
        }
        return output;
    }

    private static string JavaScriptName(double value) => double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
}
