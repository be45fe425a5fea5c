using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DataMigration.Validations.Patterns;

/// <summary>Writes a parsed pattern for .NET's linear-time engine, with every character and class spelled out.</summary>
internal static class DotNetPattern
{
    /// <summary>A new regex; a worker makes its own, since workers that share one wait for each other while it learns.</summary>
    /// <exception cref="NotSupportedException">The pattern, its repetitions written out, is too large for the engine (about 2,000 characters and classes).</exception>
    public static Regex Compile(PatternNode node) => new(Write(node), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static string Write(PatternNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(PatternNode node, StringBuilder text)
    {
        switch (node)
        {
            case OneOf one: text.Append(one.Class.ToDotNet()); break;
            case StartOfText: text.Append(@"\A"); break;
            // Not $: that would also match before a line end that is the last character.
            case EndOfText: text.Append(@"\z"); break;
            case Sequence sequence:
                foreach (var part in sequence.Parts) Write(part, text);
                break;
            case Alternation alternation: WriteBranches(alternation.Branches, text); break;
            case Capture capture:
                text.Append('(');
                Write(capture.Body, text);
                text.Append(')');
                break;
            case Repetition repetition: WriteRepetition(repetition, text); break;
        }
    }

    private static void WriteBranches(IReadOnlyList<PatternNode> branches, StringBuilder text)
    {
        for (int i = 0; i < branches.Count; i++)
        {
            text.Append(i == 0 ? "(?:" : "|");
            Write(branches[i], text);
        }
        text.Append(')');
    }

    private static void WriteRepetition(Repetition repetition, StringBuilder text)
    {
        text.Append("(?:");
        Write(repetition.Body, text);
        text.Append("){").Append(repetition.Min.ToString(CultureInfo.InvariantCulture)).Append(',')
            .Append(repetition.Max?.ToString(CultureInfo.InvariantCulture)).Append('}').Append(repetition.IsLazy ? "?" : "");
    }
}
