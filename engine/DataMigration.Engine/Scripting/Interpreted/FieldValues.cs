using System.Globalization;
using System.Text;
using DataMigration.Data;
using DataMigration.Values;
using Jint.Native;

namespace DataMigration.Scripting.Interpreted;

/// <summary>Values of fields and parameters as scripts see them; which kind follows from the declared type alone.</summary>
internal static class FieldValues
{
    /// <exception cref="ScriptLimitException">An integer that a JavaScript number cannot hold.</exception>
    public static JsValue Of(Field field, Column column, int row, JsonReading json)
    {
        if (column.IsNull(row)) return JsValue.Null;
        return field.Type.Kind switch
        {
            DataKind.Text => new JsValue(((TextColumn)column).GetString(row)!),
            DataKind.Integer => new JsValue(FieldNumbers.Exact(((Column<long>)column)[row], field.Name)),
            DataKind.Number => new JsValue(((Column<double>)column)[row]),
            DataKind.Decimal when field.Type.Precision <= FieldNumbers.ExactDigits => new JsValue((long)((Column<Int128>)column)[row] / FieldNumbers.Power(field.Type.Scale)),
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
            DataKind.Decimal when type.Precision <= FieldNumbers.ExactDigits => new JsValue(double.Parse(text, CultureInfo.InvariantCulture)),
            DataKind.Boolean => text is "true" or "1" ? JsValue.True : JsValue.False,
            DataKind.Json => json.Read(Encoding.UTF8.GetBytes(text)),
            DataKind.Text => new JsValue(text),
            _ => new JsValue(ParameterText.Of(type, text)),
        };
    }

    private static string Formatted(Column column, int row)
    {
        Span<byte> text = stackalloc byte[128];
        if (!ValueFormatter.TryFormat(column, row, text, out int written)) throw new InvalidOperationException($"A {column.Type} does not fit 128 characters.");
        return Encoding.ASCII.GetString(text[..written]);
    }
}
