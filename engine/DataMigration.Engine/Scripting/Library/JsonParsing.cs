using System.Globalization;
using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary><c>JSON.parse</c>: texts may hold lone surrogates, which .NET's own reader refuses.</summary>
internal ref struct JsonParsing<TValue, TBuilder> where TBuilder : IJsonBuilder<TValue>
{
    private readonly ReadOnlySpan<char> _text;
    private readonly TBuilder _builder;
    private int _at;
    private int _depth;

    private JsonParsing(ReadOnlySpan<char> text, TBuilder builder)
    {
        _text = text;
        _builder = builder;
    }

    /// <exception cref="ScriptError">A SyntaxError: it is no JSON, or nested too deeply.</exception>
    public static TValue Parse(ReadOnlySpan<char> text, TBuilder builder)
    {
        var parsing = new JsonParsing<TValue, TBuilder>(text, builder);
        var value = parsing.Value();
        return parsing.Next() == '\0' && parsing._at == text.Length ? value : throw parsing.Trouble();
    }

    private TValue Value()
    {
        switch (Next())
        {
            case '{': return Object();
            case '[': return List();
            case '"': return _builder.Of(Text());
            case 't': return Word("true", _builder.Of(true));
            case 'f': return Word("false", _builder.Of(false));
            case 'n': return Word("null", _builder.Null);
            default: return _builder.Of(Number());
        }
    }

    private TValue List()
    {
        Enter();
        var elements = new List<TValue>();
        if (!SkipNext(']'))
        {
            do
            {
                elements.Add(Value());
                TextSplit.CheckCount(elements.Count);
            } while (SkipNext(','));
            Expect(']');
        }
        _depth--;
        return _builder.List(elements);
    }

    private TValue Object()
    {
        Enter();
        var members = new List<KeyValuePair<string, TValue>>();
        if (!SkipNext('}'))
        {
            do
            {
                if (Next() != '"') throw Trouble();
                string name = Text();
                Expect(':');
                members.Add(new(name, Value()));
            } while (SkipNext(','));
            Expect('}');
        }
        _depth--;
        return _builder.Object(members);
    }

    private void Enter()
    {
        _at++;
        if (++_depth > ScriptLimits.Chain) throw ScriptError.Syntax($"the JSON is nested more than {ScriptLimits.Chain} deep");
    }

    private TValue Word(string word, TValue value)
    {
        if (!_text[_at..].StartsWith(word)) throw Trouble();
        _at += word.Length;
        return value;
    }

    private double Number()
    {
        int start = _at;
        Skip('-');
        if (!Skip('0') && Digits() == 0) throw Trouble();
        if (Skip('.') && Digits() == 0) throw Trouble();
        if (Skip('e') || Skip('E'))
        {
            if (!Skip('-')) Skip('+');
            if (Digits() == 0) throw Trouble();
        }
        return double.Parse(_text[start.._at], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private int Digits()
    {
        int count = DigitRun.Length(_text[_at..], 10);
        _at += count;
        return count;
    }

    private string Text()
    {
        int start = ++_at;
        StringBuilder? made = null;
        for (; ; _at++)
        {
            if (_at == _text.Length || _text[_at] < ' ') throw Trouble();
            if (_text[_at] == '"')
            {
                var last = _text[start.._at++];
                return made?.Append(last).ToString() ?? last.ToString();
            }
            if (_text[_at] != '\\') continue;
            (made ??= new StringBuilder()).Append(_text[start.._at]);
            _at++;
            made.Append(Escape());
            start = _at + 1;
        }
    }

    /// <summary>The character of an escape; stops at its last one.</summary>
    private char Escape()
    {
        switch (_at < _text.Length ? _text[_at] : ' ')
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 5 <= _text.Length && DigitRun.Length(_text.Slice(_at + 1, 4), 16) == 4:
                _at += 4;
                return (char)DigitRun.Value(_text.Slice(_at - 3, 4), 16);
        }
        throw Trouble();
    }

    private char Next()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\n' or '\r') _at++;
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool SkipNext(char expected) => Next() == expected && Skip(expected);

    private void Expect(char expected)
    {
        if (!SkipNext(expected)) throw Trouble();
    }

    private bool Skip(char expected)
    {
        if (_at >= _text.Length || _text[_at] != expected) return false;
        _at++;
        return true;
    }

    private readonly ScriptError Trouble() =>
        ScriptError.Syntax(_at < _text.Length ? $"unexpected '{_text[_at]}' at position {_at} of the JSON" : "the JSON ends where more is expected");
}
