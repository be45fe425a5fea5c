using DataMigration.Catalogue;
using DataMigration.Configuration.Shapes;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Configuration.Schema;

/// <summary>What editors and the reference say about a key.</summary>
internal static class KeyTexts
{
    public static string Describe(KeyShape key)
    {
        string text = key.Option.Summary;
        if (Default(key.Default) is { } value) text += $" Default: `{value}`.";
        if (key.Option.Example is { } example) text += $"\nExample: `{example}`";
        return text;
    }

    public static string Describe(ComponentDescriptor component) =>
        component.Declaration.Summary + (component.Declaration.Example is { } example ? $"\nExample: `{example}`" : "");

    /// <summary>As a file would write it, or null for nothing worth a word.</summary>
    public static string? Default(object? value) => value switch
    {
        null or System.Collections.IEnumerable and not string => null,
        bool flag => flag ? "true" : "false",
        char c => Quoted(c.ToString()),
        "" => "\"\"",
        DataType or Threshold or Duration => value.ToString(),
        Enum word => ScalarShape.SnakeCase(word.ToString()),
        string or IFormattable => value.ToString(),
        _ => null,
    };

    /// <summary>As a value of the schema's <c>default</c>.</summary>
    public static object? Json(object? value) => value switch
    {
        bool or int or long or double or decimal => value,
        char c => c.ToString(),
        _ => Default(value),
    };

    private static string Quoted(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + "\"";
}
