using System.Globalization;

namespace DataMigration.Patterns;

internal sealed partial class PatternParser
{
    private PatternNode Escape(int start)
    {
        if (_at == _text.Length) throw PatternProblem.Syntax("a backslash stands at the end", start);
        char next = _text[_at];
        switch (next)
        {
            case 'W' when _syntax is { IsUnicode: true, IgnoresCase: true }: throw NotTogether("\\W", start);
            case 'd' or 'D' or 'w' or 'W' or 's' or 'S':
                _at++;
                return Classed(new CharacterClass().AddNamed(next));
            case 'p' or 'P' when _syntax.IsStrict || _syntax.IsUnicode:
                return Classed(Category(new CharacterClass(), start));
            case 'b' or 'B':
                if (_syntax.IsLinear) throw PatternProblem.Unsupported($"a word boundary (\\{next})", start, "Write out what may stand beside the word, such as (^|[^A-Za-z0-9_]) and ($|[^A-Za-z0-9_]).");
                if (_syntax is { IsUnicode: true, IgnoresCase: true }) throw NotTogether($"\\{next}", start);
                _at++;
                return new WordBoundary(next == 'B');
            case 'k' when _hasNames || _syntax.IsUnicode || _syntax.IsLinear:
                if (_syntax.IsLinear) throw PatternProblem.Backtracking("a reference to an earlier group", start);
                _at++;
                if (!Skip('<')) throw PatternProblem.Syntax("\\k is followed by no name", start);
                _references.Add((Name(start), start));
                return new BackReference(-_references.Count);
            case >= '1' and <= '9' when Reference(start) is { } group:
                return new BackReference(group);
        }
        return Literal(EscapedCodePoint(start, inClass: false));
    }

    private int? Reference(int start)
    {
        if (_syntax.IsLinear) throw PatternProblem.Backtracking("a reference to an earlier group", start);
        int end = _at;
        while (end < _text.Length && char.IsAsciiDigit(_text[end]) && end - _at < 6) end++;
        int number = int.Parse(_text.AsSpan(_at, end - _at), CultureInfo.InvariantCulture);
        if (number > _groupCount) return _syntax.IsUnicode ? throw PatternProblem.Syntax($"there is no group {number}", start) : null;
        _at = end;
        return number;
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
                if (from is { } single) result.Add(single, single);
                continue;
            }
            _at++;
            int? to = ClassAtom(result);
            if (from is { } low && to is { } high && low <= high) result.Add(low, high);
            else if ((from is null || to is null) && !_syntax.IsStrict && !_syntax.IsUnicode)
            {
                // A named class has no ends: then the dash is one.
                result.Add('-', '-');
                if ((from ?? to) is { } one) result.Add(one, one);
            }
            else throw PatternProblem.Syntax("a class has a range without order", position);
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
        else if (_at < _text.Length && _text[_at] is 'p' or 'P' && (_syntax.IsStrict || _syntax.IsUnicode))
        {
            Category(into, start);
            return null;
        }
        else code = EscapedCodePoint(start, inClass: true);
        if (code <= char.MaxValue || _syntax.IsUnicode) return code;
        throw PatternProblem.Unsupported("a character beyond U+FFFF in a class", start, "Write it outside the class, as one branch of (a|b).");
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
            case >= '0' and <= '7' when !IsStrict: return Octal();
            case 'c' when _at < _text.Length && char.IsAsciiLetter(_text[_at]): return _text[_at++] & 31;
            case 'x' when IsStrict || Hexes(2): return Hex(2, start);
            case 'u' when _text.AsSpan(_at).StartsWith("{") && (IsStrict || _syntax.IsUnicode):
                int end = _text.IndexOf('}', ++_at);
                int code = end < 0 || end == _at ? -1 : Hex(end - _at, start);
                if (code is < 0 or > 0x10FFFF || !Skip('}')) throw PatternProblem.Syntax("an escape \\u{…} names no character", start);
                return code;
            case 'u' when IsStrict || Hexes(4):
                int unit = Hex(4, start);
                return IsStrict && char.IsHighSurrogate((char)unit) && LowSurrogate(start) is { } low ? char.ConvertToUtf32((char)unit, low) : unit;
        }
        if (IsStrict ? char.IsLetterOrDigit(next) || next == '_' : next is 'c' or 'k' && (next == 'c' || _hasNames))
            throw PatternProblem.Syntax($"'\\{next}' is no escape that ECMAScript knows", start);
        if (_syntax.IsUnicode && !"^$\\.*+?()[]{}|/".Contains(next) && !(inClass && next == '-')) throw PatternProblem.Syntax($"'\\{next}' is no escape that ECMAScript knows", start);
        _at--;
        return CodePoint();
    }

    private bool IsStrict => _syntax.IsStrict || _syntax.IsUnicode;

    private bool Hexes(int digits) => _at + digits <= _text.Length && _text.AsSpan(_at, digits).IndexOfAnyExcept(HexDigits) < 0;

    private static readonly System.Buffers.SearchValues<char> HexDigits = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary>The old notation of up to three octal digits.</summary>
    private int Octal()
    {
        int value = _text[_at - 1] - '0';
        for (int digits = 1; digits < 3 && _at < _text.Length && _text[_at] is >= '0' and <= '7' && value * 8 + _text[_at] - '0' <= 255; digits++) value = value * 8 + _text[_at++] - '0';
        return value;
    }

    private char? LowSurrogate(int start)
    {
        int before = _at;
        if (Skip("\\u") && Hexes(4) && (char)Hex(4, start) is var low && char.IsLowSurrogate(low)) return low;
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

    /// <summary>One character of the pattern; without the flag u and beyond U+FFFF it stands for its two units, which stay together where the syntax is strict.</summary>
    private int CodePoint()
    {
        bool isPair = IsStrict && char.IsHighSurrogate(_text[_at]) && _at + 1 < _text.Length && char.IsLowSurrogate(_text[_at + 1]);
        int code = isPair ? char.ConvertToUtf32(_text, _at) : _text[_at];
        _at += isPair ? 2 : 1;
        return code;
    }

    private PatternNode Literal(int code) => code <= char.MaxValue || _syntax.IsUnicode
        ? Classed(new CharacterClass().Add(code, code))
        : new Sequence([.. char.ConvertFromUtf32(code).Select(c => new OneOf(CharacterClass.Of(c)))]);

    // There, two letters more are word characters, and not their opposites.
    private static PatternProblem NotTogether(string what, int start) => PatternProblem.Unsupported($"{what} with the flags i and u", start, "Leave one of the flags out.");

    private OneOf Classed(CharacterClass found) => new(_syntax.IgnoresCase ? CaseFolding.Close(found, _syntax.IsUnicode) : found);
}
