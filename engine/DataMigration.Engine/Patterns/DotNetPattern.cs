using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace DataMigration.Patterns;

/// <summary>Writes a parsed pattern for .NET's engines, with every character and class spelled out.</summary>
internal sealed class DotNetPattern
{
    private static readonly string LineEnd = @"[\n\r\u2028\u2029]", Word = CharacterClass.Word.ToDotNet();

    private readonly StringBuilder _text = new();
    private readonly PatternSyntax _syntax;

    private DotNetPattern(PatternSyntax syntax) => _syntax = syntax;

    /// <summary>A new regex for the linear-time engine; a worker makes its own, since workers that share one wait for each other while it learns.</summary>
    /// <exception cref="NotSupportedException">The pattern, its repetitions written out, is too large for the engine (about 2,000 characters and classes).</exception>
    public static Regex Compile(PatternNode node) => Compile(node, PatternSyntax.Linear, RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);

    public static Regex Compile(PatternNode node, PatternSyntax syntax, RegexOptions engine, TimeSpan timeout) => new(Write(node, syntax), engine | RegexOptions.CultureInvariant, timeout);

    public static string Write(PatternNode node, PatternSyntax syntax)
    {
        var writing = new DotNetPattern(syntax);
        writing.Append(node);
        return writing._text.ToString();
    }

    private void Append(PatternNode node)
    {
        switch (node)
        {
            case OneOf one: _text.Append(_syntax.IsUnicode ? UnicodeClass.ToDotNet(one.Class) : one.Class.ToDotNet()); break;
            case StartOfText start: _text.Append(start.OrLine ? $@"(?:\A|(?<={LineEnd}))" : @"\A"); break;
            // Not $: that would also match before a line end that is the last character.
            case EndOfText end: _text.Append(end.OrLine ? $@"(?:\z|(?={LineEnd}))" : @"\z"); break;
            case Sequence sequence:
                foreach (var part in sequence.Parts) Append(part);
                break;
            case Alternation alternation: AppendBranches(alternation.Branches); break;
            case Group group: AppendIn("(", group.Body); break;
            case Look look: AppendIn((look.IsBehind, look.IsNegated) switch { (false, false) => "(?=", (false, true) => "(?!", (true, false) => "(?<=", _ => "(?<!" }, look.Body); break;
            case WordBoundary { IsNegated: false }: _text.Append($"(?:(?<={Word})(?!{Word})|(?<!{Word})(?={Word}))"); break;
            case WordBoundary: _text.Append($"(?:(?<={Word})(?={Word})|(?<!{Word})(?!{Word}))"); break;
            // A group that took no part is empty text in ECMAScript, and no match in .NET.
            case BackReference reference: _text.Append(CultureInfo.InvariantCulture, $@"(?({reference.Group})(?{(_syntax.IgnoresCase ? "i" : "")}:\{reference.Group})|)"); break;
            case Repetition repetition: AppendRepetition(repetition); break;
        }
    }

    private void AppendIn(string open, PatternNode body)
    {
        _text.Append(open);
        Append(body);
        _text.Append(')');
    }

    private void AppendBranches(IReadOnlyList<PatternNode> branches)
    {
        for (int i = 0; i < branches.Count; i++)
        {
            _text.Append(i == 0 ? "(?:" : "|");
            Append(branches[i]);
        }
        _text.Append(')');
    }

    private void AppendRepetition(Repetition repetition)
    {
        _text.Append("(?:");
        // Each turn begins without the groups of the one before; .NET would keep them.
        if (!_syntax.IsLinear && repetition.Max is not (0 or 1))
            foreach (int group in PatternTraits.Groups(repetition.Body)) _text.Append(CultureInfo.InvariantCulture, $"(?({group})(?<-{group}>))");
        Append(repetition.Body);
        _text.Append("){").Append(repetition.Min.ToString(CultureInfo.InvariantCulture)).Append(',')
            .Append(repetition.Max?.ToString(CultureInfo.InvariantCulture)).Append('}').Append(repetition.IsLazy ? "?" : "");
    }
}
