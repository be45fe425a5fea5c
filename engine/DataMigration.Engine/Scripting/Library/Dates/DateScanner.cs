namespace DataMigration.Scripting.Library.Dates;

/// <summary>Cuts a date's text into numbers, words and signs.</summary>
internal ref struct DateScanner
{
    /// <summary>More digits of a number do not count.</summary>
    public const int MaxDigits = 9;

    private readonly ReadOnlySpan<char> _text;
    private int _at;

    public DateScanner(ReadOnlySpan<char> text)
    {
        _text = text;
        Peek = Scan();
    }

    public DateToken Peek { get; private set; }

    public DateToken Next()
    {
        var token = Peek;
        Peek = Scan();
        return token;
    }

    public bool Skip(char symbol)
    {
        if (!Peek.IsSymbol(symbol)) return false;
        Next();
        return true;
    }

    private DateToken Scan()
    {
        if (_at == _text.Length) return new(DateTokenKind.End, 0, 0);
        char c = _text[_at];
        if (char.IsAsciiDigit(c)) return Number();
        if (c is ':' or '-' or '+' or '.' or ')') return One(DateTokenKind.Symbol, c);
        if (WhiteSpace.Is(c)) return One(DateTokenKind.Blank, c);
        if (c >= 'A') return Word();
        if (c != '(') return One(DateTokenKind.Other, c);
        SkipRemark();
        return new(DateTokenKind.Other, 0, 0);
    }

    private DateToken One(DateTokenKind kind, char c)
    {
        _at++;
        return new(kind, c, 1);
    }

    private DateToken Number()
    {
        int start = _at, value = 0, digits = 0;
        for (; _at < _text.Length && char.IsAsciiDigit(_text[_at]); _at++)
        {
            if (digits == 0 && _text[_at] == '0') continue;
            if (++digits <= MaxDigits) value = value * 10 + (_text[_at] - '0');
        }
        return new(DateTokenKind.Number, value, _at - start);
    }

    private DateToken Word()
    {
        int start = _at;
        while (_at < _text.Length && _text[_at] >= 'A' && !WhiteSpace.Is(_text[_at])) _at++;
        return DateWords.Of(_text[start.._at]);
    }

    /// <summary>To the end of parentheses, others within them included.</summary>
    private void SkipRemark()
    {
        int depth = 0;
        do
        {
            if (_text[_at] == '(') depth++;
            else if (_text[_at] == ')') depth--;
            _at++;
        } while (depth > 0 && _at < _text.Length);
    }
}
