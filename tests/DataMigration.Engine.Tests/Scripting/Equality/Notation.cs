using System.Globalization;
using System.Text;
using DataMigration.Scripting.Library;

namespace DataMigration.Tests.Scripting.Equality;

/// <summary>Values as text, none like another: -0 and NaN, null and undefined, lone surrogates. The same as node.js writes.</summary>
internal static class Notation
{
    /// <summary>Stands for <c>undefined</c>.</summary>
    public static readonly object Undefined = new();

    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        double number => Number(number),
        string text => Text(text),
        char unit => Text(unit.ToString()),
        int or long or uint => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        IEnumerable<object?> list => "[" + string.Join(',', list.Select(Of)) + "]",
        _ when value == Undefined => "undefined",
        _ => throw new ArgumentException(value.GetType().Name),
    };

    /// <summary>What a call returns, or the name of what it throws.</summary>
    public static string Attempt(Func<object?> call)
    {
        try
        {
            return Of(call());
        }
        catch (ScriptError e)
        {
            return "!" + e.Name;
        }
    }

    // Not by the code under test: the round trip proves the number, and the texts of numbers have tests of their own.
    private static string Number(double value)
    {
        if (value == 0) return double.IsNegative(value) ? "-0" : "0";
        return NumberText.Of(value);
    }

    private static string Text(string text)
    {
        var plain = new StringBuilder("\"");
        foreach (char c in text) _ = c is >= ' ' and <= '~' and not ('\\' or '|') ? plain.Append(c) : plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        return plain.Append('"').ToString();
    }
}
