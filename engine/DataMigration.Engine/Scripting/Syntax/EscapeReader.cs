using System.Globalization;
using System.Text;

namespace DataMigration.Scripting.Syntax;

/// <summary>Reads what stands between quotes, with its escapes.</summary>
internal sealed class EscapeReader(string text)
{
    private readonly StringBuilder _value = new();

    /// <summary>Reads up to the closing quote, or in a template up to <c>${</c>.</summary>
    /// <param name="position">Behind the opening quote.</param>
    /// <param name="end">Behind what was read.</param>
    /// <returns>The value, or null when the text has no end.</returns>
    public string? Read(int position, char quote, out int end)
    {
        _value.Clear();
        for (end = position; end < text.Length; end++)
        {
            char c = text[end];
            if (c == quote)
            {
                end++;
                return _value.ToString();
            }
            if (quote == '`' && c == '$' && end + 1 < text.Length && text[end + 1] == '{')
            {
                end += 2;
                return _value.ToString();
            }
            if (quote != '`' && c is '\n' or '\r') return null;
            if (c == '\\') end = Escape(end);
            else if (c == '\r') Line(ref end);
            else _value.Append(c);
        }
        return null;
    }

    private void Line(ref int index)
    {
        if (index + 1 < text.Length && text[index + 1] == '\n') index++;
        _value.Append('\n');
    }

    /// <returns>The last character of the escape.</returns>
    private int Escape(int slash)
    {
        int at = slash + 1;
        if (at >= text.Length) return slash;
        switch (text[at])
        {
            case 'n': _value.Append('\n'); break;
            case 't': _value.Append('\t'); break;
            case 'r': _value.Append('\r'); break;
            case 'b': _value.Append('\b'); break;
            case 'f': _value.Append('\f'); break;
            case 'v': _value.Append('\v'); break;
            case '0' when at + 1 >= text.Length || !char.IsAsciiDigit(text[at + 1]): _value.Append('\0'); break;
            case >= '0' and <= '9': throw SyntaxFailure.At(slash, 2, "an octal escape in a text; write \\x… or \\u…");
            case 'x': return Code(slash, at + 1, 2);
            case 'u' when at + 1 < text.Length && text[at + 1] == '{': return CodePoint(slash, at + 2);
            case 'u': return Code(slash, at + 1, 4);
            case '\r' when at + 1 < text.Length && text[at + 1] == '\n': return at + 1;
            case '\n' or '\r' or '\u2028' or '\u2029': break;
            default: _value.Append(text[at]); break;
        }
        return at;
    }

    private int Code(int slash, int at, int digits)
    {
        if (at + digits > text.Length || !int.TryParse(text.AsSpan(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code))
            throw SyntaxFailure.At(slash, 2, "an escape without its digits");
        _value.Append((char)code);
        return at + digits - 1;
    }

    private int CodePoint(int slash, int at)
    {
        int close = text.IndexOf('}', at);
        if (close < 0 || close - at > 8 || !int.TryParse(text.AsSpan(at, close - at), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code) || code is < 0 or > 0x10FFFF)
            throw SyntaxFailure.At(slash, 2, "an escape that names no character");
        if (code < 0x10000) _value.Append((char)code);
        else _value.Append(char.ConvertFromUtf32(code));
        return close;
    }
}
