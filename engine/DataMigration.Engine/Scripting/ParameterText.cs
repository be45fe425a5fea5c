using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Scripting;

/// <summary>A parameter's text as scripts see it.</summary>
internal static class ParameterText
{
    /// <summary>As a field of the type is written: <c>2020-01-01</c> for a datetime would else compare wrongly with the row's <c>2020-01-01T00:00:00</c>.</summary>
    public static string Of(DataType type, string text)
    {
        using var column = ValueReaders.Create(type, ValueFormat.Default, out _)!.ReadOne(text)!;
        return ValueFormatter.ToText(column, 0);
    }
}
