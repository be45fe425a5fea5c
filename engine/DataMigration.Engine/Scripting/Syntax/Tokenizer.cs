using System.Globalization;

namespace DataMigration.Scripting.Syntax;

/// <summary>Cuts source into tokens, one at a time: whether a slash divides or starts a regular expression is known to the parser alone.</summary>
internal sealed class Tokenizer(string text, int position = 0)
{
    // Longest first; all others are single characters.
    private static readonly string[] Signs = [">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "??=", "||=", "&&=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "**", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>",
        "{", "}", "(", ")", "[", "]", ";", ",", "<", ">", "+", "-", "*", "/", "%", "&", "|", "^", "!", "~", "?", ":", "=", ".", "#", "@"];

    private readonly EscapeReader _escapes = new(text);
    private int _position = position;

    /// <summary>Reads the next token; a slash is a sign.</summary>
    public Token Next()
    {
        bool afterLine = SkipBlanks();
        int start = _position;
        if (start >= text.Length) return new(TokenKind.End, text.Length, text.Length, "", 0, afterLine);
        char c = text[start];
        if (IsNameStart(start) || c == '\\') return Name(start, afterLine);
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) return Number(start, afterLine);
        if (c is '"' or '\'') return Quoted(c, afterLine);
        if (c == '`') return TemplatePiece(start, afterLine);
        string sign = Signs.FirstOrDefault(s => string.CompareOrdinal(text, start, s, 0, s.Length) == 0)
            ?? throw SyntaxFailure.At(start, 1, $"unexpected '{c}'");
        // A conditional followed by a fraction: a?.5:1
        if (sign == "?." && char.IsAsciiDigit(Peek(2))) sign = "?";
        _position += sign.Length;
        return new(TokenKind.Sign, start, _position, sign, 0, afterLine);
    }

    /// <summary>Reads the token at a slash again as a regular expression.</summary>
    public Token Regex(Token slash)
    {
        int end = slash.Start + 1;
        bool inClass = false;
        for (; inClass || At(end) != '/'; end++)
        {
            if (end >= text.Length || IsLineEnd(text[end])) throw SyntaxFailure.At(slash.Start, end - slash.Start, "the regular expression has no end");
            if (text[end] == '\\') end++;
            else if (text[end] == '[') inClass = true;
            else if (text[end] == ']') inClass = false;
        }
        end++;
        while (end < text.Length && IsNamePart(end)) end++;
        _position = end;
        return slash with { Kind = TokenKind.Regex, End = end, Text = text[slash.Start..end] };
    }

    /// <summary>Reads on in a template behind the brace that closes an expression.</summary>
    public Token Template(Token brace) => TemplatePiece(brace.Start, brace.AfterLine);

    private bool SkipBlanks()
    {
        bool line = false;
        while (_position < text.Length)
        {
            char c = text[_position];
            if (IsLineEnd(c))
            {
                line = true;
                _position++;
            }
            else if (char.IsWhiteSpace(c) || c == '\uFEFF')
            {
                _position++;
            }
            else if (c == '/' && Peek(1) == '/')
            {
                while (_position < text.Length && !IsLineEnd(text[_position])) _position++;
            }
            else if (c == '/' && Peek(1) == '*')
            {
                int end = text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
                if (end < 0) throw SyntaxFailure.At(_position, 2, "the comment has no end");
                line |= text.AsSpan(_position, end - _position).IndexOfAny("\n\r\u2028\u2029") >= 0;
                _position = end + 2;
            }
            else
            {
                break;
            }
        }
        return line;
    }

    private Token Name(int start, bool afterLine)
    {
        while (_position < text.Length && IsNamePart(_position)) _position += char.IsSurrogatePair(text, _position) ? 2 : 1;
        if (At(_position) == '\\') throw SyntaxFailure.At(start, 1, "a name with an escape (\\u…); write the letter itself");
        return new(TokenKind.Name, start, _position, text[start.._position], 0, afterLine);
    }

    private Token Number(int start, bool afterLine)
    {
        double value = NumberReader.Read(text, ref _position);
        if (_position < text.Length && IsNamePart(_position)) throw SyntaxFailure.At(_position, 1, $"unexpected '{text[_position]}'");
        return new(TokenKind.Number, start, _position, text[start.._position], value, afterLine);
    }

    private Token Quoted(char quote, bool afterLine)
    {
        int start = _position;
        string? value = _escapes.Read(start + 1, quote, out _position);
        if (value is null) throw SyntaxFailure.At(start, _position - start, string.Create(CultureInfo.InvariantCulture, $"the text {Short(text[start.._position])} has no end"));
        return new(TokenKind.Text, start, _position, value, 0, afterLine);
    }

    private Token TemplatePiece(int start, bool afterLine)
    {
        string? value = _escapes.Read(start + 1, '`', out _position);
        if (value is null) throw SyntaxFailure.At(start, 1, "the template literal has no end");
        return new(TokenKind.Template, start, _position, value, text[_position - 1] == '`' ? 1 : 0, afterLine);
    }

    private char Peek(int ahead) => At(_position + ahead);

    private char At(int index) => index < text.Length ? text[index] : '\0';

    private bool IsNameStart(int index) => text[index] is '_' or '$' || char.IsLetter(text, index) || char.GetUnicodeCategory(text, index) == UnicodeCategory.LetterNumber;

    private bool IsNamePart(int index) => IsNameStart(index) || text[index] is '\u200C' or '\u200D'
        || char.GetUnicodeCategory(text, index) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;

    private static bool IsLineEnd(char c) => c is '\n' or '\r' or '\u2028' or '\u2029';

    private static string Short(string text) => text.Length <= 30 ? text : text[..29] + "…";
}
