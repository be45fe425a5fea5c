using System.Globalization;

namespace DataMigration.Patterns;

/// <summary>Reads a regular expression in ECMAScript syntax.</summary>
internal sealed partial class PatternParser
{
    private const int MaxDepth = 100;
    private readonly string _text;
    private readonly PatternSyntax _syntax;
    private readonly int _groupCount;
    private readonly bool _hasNames;
    private readonly List<Group> _groups = [];
    private readonly List<(string Name, int Start)> _references = [];
    private int _opened;
    private int _at;
    private int _depth;

    private PatternParser(string text, PatternSyntax syntax)
    {
        (_text, _syntax) = (text, syntax);
        (_groupCount, _hasNames) = CountGroups(text);
    }

    /// <exception cref="PatternProblem">The text is no such expression, or holds what the syntax does not allow.</exception>
    public static PatternNode Parse(string text, PatternSyntax syntax)
    {
        var parser = new PatternParser(text, syntax);
        var node = parser.Branches();
        if (parser._at < text.Length) throw PatternProblem.Syntax("a ')' closes nothing", parser._at);
        return parser._references.Count == 0 ? node : parser.Resolve(node);
    }

    private PatternNode Branches()
    {
        if (++_depth > MaxDepth) throw PatternProblem.Syntax($"groups stand more than {MaxDepth} deep in each other", _at);
        var branches = new List<PatternNode> { Terms() };
        while (Skip('|')) branches.Add(Terms());
        _depth--;
        return branches.Count == 1 ? branches[0] : new Alternation(branches);
    }

    private PatternNode Terms()
    {
        var parts = new List<PatternNode>();
        while (_at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            // Within parentheses of its own, what asserts can be repeated, for all that it does.
            bool isBare = !_text.AsSpan(_at).StartsWith("(?:");
            var term = Term();
            int start = _at;
            if (Quantifier() is not { } times) parts.Add(term);
            else if (isBare && term is (StartOfText or EndOfText or WordBoundary or Look)) throw PatternProblem.Syntax("there is nothing to repeat", start);
            else parts.Add(new Repetition(term, times.Min, times.Max, times.IsLazy));
        }
        return parts.Count == 1 ? parts[0] : new Sequence(parts);
    }

    private PatternNode Term()
    {
        int start = _at;
        switch (_text[_at++])
        {
            case '^': return new StartOfText(_syntax.IsMultiline);
            case '$': return new EndOfText(_syntax.IsMultiline);
            case '.': return new OneOf(_syntax.DotIsAny ? new CharacterClass { IsNegated = true } : CharacterClass.AnyButLineEnd);
            case '[': return Classed(Class(start));
            case '(': return Parentheses(start);
            case '\\': return Escape(start);
            case '*' or '+' or '?': throw PatternProblem.Syntax("there is nothing to repeat", start);
            case '{' when _syntax.IsUnicode || BracedQuantifier(start) is not null: throw PatternProblem.Syntax("there is nothing to repeat", start);
            case '}' or ']' when _syntax.IsUnicode: throw PatternProblem.Syntax($"'{_text[start]}' must be escaped", start);
        }
        _at = start;
        return Literal(CodePoint());
    }

    private PatternNode Parentheses(int start)
    {
        if (!Skip('?')) return Numbered(start, null);
        if (Skip(':')) return Inside(start);
        if (Skip('=')) return Looking(start, false, false);
        if (Skip('!')) return Looking(start, false, true);
        if (Skip("<=")) return Looking(start, true, false);
        if (Skip("<!")) return Looking(start, true, true);
        if (Skip('<')) return Numbered(start, Name(start));
        if (_syntax.IsLinear && Skip('>')) throw PatternProblem.Backtracking("an atomic group", start);
        throw PatternProblem.Syntax("'(?' is followed by nothing that ECMAScript knows", start);
    }

    private Group Numbered(int start, string? name)
    {
        if (name is not null && _groups.Exists(g => g.Name == name)) throw PatternProblem.Syntax($"two groups have the name {name}", start);
        // In the order in which they open: a group within needs the next number.
        int number = ++_opened;
        if (name is not null) _groups.Add(new Group(new Sequence([]), number, name));
        return new Group(Inside(start), number, name);
    }

    private Look Looking(int start, bool behind, bool negated)
    {
        if (_syntax.IsLinear) throw PatternProblem.Backtracking(behind ? "a lookbehind" : "a lookahead", start);
        return new Look(Inside(start), behind, negated);
    }

    private PatternNode Inside(int start)
    {
        var node = Branches();
        return Skip(')') ? node : throw PatternProblem.Syntax("a group is never closed: it opens", start);
    }

    private string Name(int start)
    {
        int from = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$')) _at++;
        string name = _text[from.._at];
        return name.Length > 0 && !char.IsDigit(name[0]) && Skip('>') ? name : throw PatternProblem.Syntax("a group has no proper name", start);
    }

    private (int Min, int? Max, bool IsLazy)? Quantifier()
    {
        (int Min, int? Max)? times = null;
        if (Skip('*')) times = (0, null);
        else if (Skip('+')) times = (1, null);
        else if (Skip('?')) times = (0, 1);
        else if (_at < _text.Length && _text[_at] == '{' && BracedQuantifier(_at) is { } braced)
        {
            times = (braced.Min, braced.Max);
            _at = braced.End;
        }
        return times is { } found ? (found.Min, found.Max, Skip('?')) : null;
    }

    /// <summary><c>{2}</c>, <c>{2,}</c>, <c>{2,5}</c>; null where the brace is a character as any other.</summary>
    private (int Min, int? Max, int End)? BracedQuantifier(int brace)
    {
        int end = _text.IndexOf('}', brace);
        if (end < 0) return null;
        var parts = _text[(brace + 1)..end].Split(',');
        if (parts.Length > 2 || !parts[0].All(char.IsAsciiDigit) || parts[0].Length == 0 || !parts[^1].All(char.IsAsciiDigit)) return null;
        int min = Count(parts[0], brace);
        int? max = parts.Length == 1 ? min : parts[1].Length == 0 ? null : Count(parts[1], brace);
        if (max < min) throw PatternProblem.Syntax("a repetition's numbers are in the wrong order", brace);
        return (min, max, end + 1);
    }

    private static int Count(string digits, int position) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count <= 10_000
        ? count : throw PatternProblem.Syntax("a repetition of more than 10,000", position);

    /// <summary>References by names may come before their groups.</summary>
    private PatternNode Resolve(PatternNode node) => node switch
    {
        BackReference { Group: < 0 } reference => new BackReference(Number(_references[-reference.Group - 1])),
        Sequence sequence => new Sequence([.. sequence.Parts.Select(Resolve)]),
        Alternation alternation => new Alternation([.. alternation.Branches.Select(Resolve)]),
        Repetition repetition => repetition with { Body = Resolve(repetition.Body) },
        Group group => group with { Body = Resolve(group.Body) },
        Look look => look with { Body = Resolve(look.Body) },
        _ => node,
    };

    private int Number((string Name, int Start) reference) =>
        _groups.Find(g => g.Name == reference.Name)?.Number ?? throw PatternProblem.Syntax($"no group has the name {reference.Name}", reference.Start);

    private bool Skip(char expected)
    {
        if (_at >= _text.Length || _text[_at] != expected) return false;
        _at++;
        return true;
    }

    private bool Skip(string expected)
    {
        if (!_text.AsSpan(_at).StartsWith(expected)) return false;
        _at += expected.Length;
        return true;
    }

    /// <summary>A number behind a backslash refers to a group only if there are so many, later ones included.</summary>
    private static (int Count, bool HasNames) CountGroups(string text)
    {
        int count = 0;
        bool names = false, inClass = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (inClass) inClass = text[i] != ']';
            else if (text[i] == '[') inClass = true;
            else if (text[i] == '(')
            {
                bool named = text.AsSpan(i + 1).StartsWith("?<") && !text.AsSpan(i + 3).StartsWith("=") && !text.AsSpan(i + 3).StartsWith("!");
                names |= named;
                if (named || i + 1 == text.Length || text[i + 1] != '?') count++;
            }
        }
        return (count, names);
    }
}
