using System.Globalization;
using System.Text;
using DataMigration.Data;
using DataMigration.Values;
using Jint.Native;

namespace DataMigration.Scripting.Interpreted;

/// <summary>Values of fields and parameters as scripts see them; which kind follows from the declared type alone.</summary>
internal static class FieldValues
{
    /// <summary>The most digits that a JavaScript number holds exactly, whatever they are.</summary>
    public const int ExactDigits = 15;

    private const long LargestExact = 1L << 53;

    /// <exception cref="ScriptLimitException">An integer that a JavaScript number cannot hold.</exception>
    public static JsValue Of(Field field, Column column, int row, JsonReading json)
    {
        if (column.IsNull(row)) return JsValue.Null;
        return field.Type.Kind switch
        {
            DataKind.Text => new JsValue(((TextColumn)column).GetString(row)!),
            DataKind.Integer => Exact(((Column<long>)column)[row], field.Name),
            DataKind.Number => new JsValue(((Column<double>)column)[row]),
            DataKind.Decimal when field.Type.Precision <= ExactDigits => new JsValue((long)((Column<Int128>)column)[row] / Power(field.Type.Scale)),
            DataKind.Boolean => ((Column<bool>)column)[row] ? JsValue.True : JsValue.False,
            DataKind.Binary => new JsValue(Convert.ToBase64String(((TextColumn)column)[row])),
            DataKind.Json => json.Read(((TextColumn)column)[row]),
            _ => new JsValue(Formatted(column, row)),
        };
    }

    /// <summary>A parameter's value. Its text fits its type; the loader has checked that.</summary>
    public static JsValue OfText(DataType type, string? text, JsonReading json)
    {
        if (text is null) return JsValue.Null;
        return type.Kind switch
        {
            DataKind.Integer or DataKind.Number => new JsValue(double.Parse(text, CultureInfo.InvariantCulture)),
            DataKind.Decimal when type.Precision <= ExactDigits => new JsValue(double.Parse(text, CultureInfo.InvariantCulture)),
            DataKind.Boolean => text is "true" or "1" ? JsValue.True : JsValue.False,
            DataKind.Json => json.Read(Encoding.UTF8.GetBytes(text)),
            DataKind.Text => new JsValue(text),
            _ => new JsValue(Canonical(type, text)),
        };
    }

    /// <summary>As a field of the type is written: <c>2020-01-01</c> for a datetime would else compare wrongly with the row's <c>2020-01-01T00:00:00</c>.</summary>
    private static string Canonical(DataType type, string text)
    {
        using var column = ValueReaders.Create(type, ValueFormat.Default, out _)!.ReadOne(text)!;
        return ValueFormatter.ToText(column, 0);
    }

    private static JsValue Exact(long value, string field) => value is >= -LargestExact and <= LargestExact
        ? new JsValue(value)
        : throw new ScriptLimitException($"{field} is {value}, and a JavaScript number holds whole numbers up to 9007199254740992 exactly; declare the field as text where it is an identifier");

    // Both operands are exact, so the division rounds once: the nearest number to the decimal.
    private static double Power(int scale) => Powers[scale];

    private static readonly double[] Powers = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    private static string Formatted(Column column, int row)
    {
        Span<byte> text = stackalloc byte[128];
        if (!ValueFormatter.TryFormat(column, row, text, out int written)) throw new InvalidOperationException($"A {column.Type} does not fit 128 characters.");
        return Encoding.ASCII.GetString(text[..written]);
    }
}
