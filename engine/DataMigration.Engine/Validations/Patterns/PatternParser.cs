using System.Globalization;

namespace DataMigration.Validations.Patterns;

/// <summary>
/// Reads a regular expression in ECMAScript syntax (no flags). Where ECMAScript allows a letter escaped for no reason, it is an error here,
/// as with the flag <c>u</c>: such a pattern was meant for another language.
/// </summary>
internal sealed class PatternParser
{
    private const int MaxDepth = 100;
    private readonly string _text;
    private readonly bool _keepsGroups;
    private int _at;
    private int _depth;

    private PatternParser(string text, bool keepsGroups) => (_text, _keepsGroups) = (text, keepsGroups);

    /// <param name="text">The expression.</param>
    /// <param name="keepsGroups">Whether it matters where a match and its groups lie: then groups and lazy repetitions are kept.</param>
    /// <exception cref="PatternProblem">The text is no such expression, or one that cannot be judged in linear time.</exception>
    public static PatternNode Parse(string text, bool keepsGroups = false)
    {
        var parser = new PatternParser(text, keepsGroups);
        var node = parser.Branches();
        return parser._at == text.Length ? node : throw PatternProblem.Syntax("a ')' closes nothing", parser._at);
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
            bool repeatable = _text[_at] is not ('^' or '$');
            var term = Term();
            int start = _at;
            if (Quantifier() is not { } times) parts.Add(term);
            else if (!repeatable) throw PatternProblem.Syntax("there is nothing to repeat", start);
            else parts.Add(new Repetition(term, times.Min, times.Max, times.IsLazy));
        }
        return parts.Count == 1 ? parts[0] : new Sequence(parts);
    }

    private PatternNode Term()
    {
        int start = _at;
        switch (_text[_at++])
        {
            case '^': return new StartOfText();
            case '$': return new EndOfText();
            case '.': return new OneOf(CharacterClass.AnyButLineEnd);
            case '[': return new OneOf(Class(start));
            case '(': return Group(start);
            case '\\': return Escape(start);
            case '*' or '+' or '?': throw PatternProblem.Syntax("there is nothing to repeat", start);
            case '{' when BracedQuantifier(start) is not null: throw PatternProblem.Syntax("there is nothing to repeat", start);
        }
        _at = start;
        return Literal(CodePoint());
    }

    private PatternNode Group(int start)
    {
        bool captures = _keepsGroups;
        if (Skip('?'))
        {
            if (Skip("=") || Skip("!")) throw PatternProblem.Backtracking("a lookahead", start);
            if (Skip("<=") || Skip("<!")) throw PatternProblem.Backtracking("a lookbehind", start);
            if (Skip(">")) throw PatternProblem.Backtracking("an atomic group", start);
            if (Skip('<')) GroupName(start);
            else if (Skip(':')) captures = false;
            else throw PatternProblem.Syntax("'(?' is followed by nothing that ECMAScript knows", start);
        }
        var node = Branches();
        if (!Skip(')')) throw PatternProblem.Syntax("a group is never closed: it opens", start);
        return captures ? new Capture(node) : node;
    }

    private void GroupName(int start)
    {
        int from = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$')) _at++;
        if (_at == from || char.IsDigit(_text[from]) || !Skip('>')) throw PatternProblem.Syntax("a group has no proper name", start);
    }

    private (int Min, int? Max, bool IsLazy)? Quantifier()
    {
        (int, int?)? times = null;
        if (Skip('*')) times = (0, null);
        else if (Skip('+')) times = (1, null);
        else if (Skip('?')) times = (0, 1);
        else if (_at < _text.Length && _text[_at] == '{' && BracedQuantifier(_at) is { } braced)
        {
            times = (braced.Min, braced.Max);
            _at = braced.End;
        }
        if (times is not { } found) return null;
        // Whether a repetition is lazy changes where a match lies, not whether there is one.
        bool lazy = Skip('?');
        return (found.Item1, found.Item2, lazy && _keepsGroups);
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

    private PatternNode Escape(int start)
    {
        if (_at == _text.Length) throw PatternProblem.Syntax("a backslash stands at the end", start);
        char next = _text[_at];
        switch (next)
        {
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                _at++;
                return new OneOf(new CharacterClass().AddNamed(next));
            case 'p' or 'P':
                return new OneOf(Category(new CharacterClass(), start));
            case 'b' or 'B':
                throw PatternProblem.Unsupported($"a word boundary (\\{next})", start, "Write out what may stand beside the word, such as (^|[^A-Za-z0-9_]) and ($|[^A-Za-z0-9_]).");
            case >= '1' and <= '9' or 'k':
                throw PatternProblem.Backtracking("a reference to an earlier group", start);
        }
        return Literal(EscapedCodePoint(start, inClass: false));
    }

    private CharacterClass Class(int start)
    {
        var result = new CharacterClass { IsNegated = Skip('^') };
        while (!Skip(']'))
        {
            if (_at == _text.Length) throw PatternProblem.Syntax("a class is never closed: it opens", start);
            int position = _at;
            int? from = ClassAtom(result);
            if (_at + 1 >= _text.Length || _text[_at] != '-' || _text[_at + 1] == ']')
            {
                if (from is { } single) result.Add((char)single, (char)single);
                continue;
            }
            _at++;
            if (from is not { } low || ClassAtom(result) is not { } high || high < low) throw PatternProblem.Syntax("a class has a range without order", position);
            result.Add((char)low, (char)high);
        }
        return result;
    }

    /// <summary>One character, or null after adding a named class.</summary>
    private int? ClassAtom(CharacterClass into)
    {
        int start = _at, code;
        if (!Skip('\\')) code = CodePoint();
        else if (_at < _text.Length && _text[_at] is 'd' or 'D' or 'w' or 'W' or 's' or 'S')
        {
            into.AddNamed(_text[_at++]);
            return null;
        }
        else if (_at < _text.Length && _text[_at] is 'p' or 'P')
        {
            Category(into, start);
            return null;
        }
        else code = EscapedCodePoint(start, inClass: true);
        return code <= char.MaxValue ? code : throw PatternProblem.Unsupported("a character beyond U+FFFF in a class", start, "Write it outside the class, as one branch of (a|b).");
    }

    private CharacterClass Category(CharacterClass into, int start)
    {
        bool negated = _text[_at++] == 'P';
        int end = _at < _text.Length && _text[_at] == '{' ? _text.IndexOf('}', _at) : -1;
        string name = end < 0 ? "" : _text[(_at + 1)..end];
        if (!UnicodeCategories.Known.Contains(name))
            throw PatternProblem.Unsupported($"a Unicode property other than a general category (\\{(negated ? 'P' : 'p')})", start, "Write a general category by its short name, such as \\p{L} or \\p{Lu}.");
        _at = end + 1;
        return into.AddCategory(name, negated);
    }

    private int EscapedCodePoint(int start, bool inClass)
    {
        if (_at == _text.Length) throw PatternProblem.Syntax("a backslash stands at the end", start);
        char next = _text[_at++];
        switch (next)
        {
            case 't': return '\t';
            case 'n': return '\n';
            case 'v': return '\v';
            case 'f': return '\f';
            case 'r': return '\r';
            case 'b' when inClass: return '\b';
            case '0' when _at == _text.Length || !char.IsAsciiDigit(_text[_at]): return 0;
            case 'c' when _at < _text.Length && char.IsAsciiLetter(_text[_at]): return _text[_at++] & 31;
            case 'x': return Hex(2, start);
            case 'u' when Skip('{'):
                int end = _text.IndexOf('}', _at);
                int code = end < 0 || end == _at ? -1 : Hex(end - _at, start);
                if (code is < 0 or > 0x10FFFF || !Skip('}')) throw PatternProblem.Syntax("an escape \\u{…} names no character", start);
                return code;
            case 'u':
                int unit = Hex(4, start);
                return char.IsHighSurrogate((char)unit) && LowSurrogate(start) is { } low ? char.ConvertToUtf32((char)unit, low) : unit;
        }
        if (char.IsLetterOrDigit(next) || next == '_') throw PatternProblem.Syntax($"'\\{next}' is no escape that ECMAScript knows", start);
        _at--;
        return CodePoint();
    }

    private char? LowSurrogate(int start)
    {
        int before = _at;
        if (Skip("\\u") && _at + 4 <= _text.Length && (char)Hex(4, start) is var low && char.IsLowSurrogate(low)) return low;
        _at = before;
        return null;
    }

    private int Hex(int digits, int start)
    {
        int value = 0;
        if (_at + digits <= _text.Length && digits <= 6 && int.TryParse(_text.AsSpan(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)) _at += digits;
        else throw PatternProblem.Syntax("an escape has too few hexadecimal digits", start);
        return value;
    }

    private int CodePoint()
    {
        int code = char.IsHighSurrogate(_text[_at]) && _at + 1 < _text.Length && char.IsLowSurrogate(_text[_at + 1]) ? char.ConvertToUtf32(_text, _at) : _text[_at];
        _at += code > char.MaxValue ? 2 : 1;
        return code;
    }

    /// <summary>A character beyond U+FFFF is two in UTF-16; they stay together under a repetition.</summary>
    private static PatternNode Literal(int code) => code <= char.MaxValue
        ? new OneOf(CharacterClass.Of((char)code))
        : new Sequence([.. char.ConvertFromUtf32(code).Select(c => new OneOf(CharacterClass.Of(c)))]);

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
}
