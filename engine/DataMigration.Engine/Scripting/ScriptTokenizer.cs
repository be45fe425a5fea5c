namespace DataMigration.Scripting;

/// <summary>
/// Cuts source into tokens without ever failing, modern syntax included: for the checks that must happen before a parser may recurse
/// into the text, and to name what the parser does not know.
/// </summary>
internal sealed class ScriptTokenizer
{
    // Longest first; all others are single characters.
    private static readonly string[] Signs = [">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "??=", "||=", "&&=",
        "=>", "==", "!=", "<=", ">=", "&&", "||", "??", "?.", "**", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>"];

    private static readonly HashSet<string> WordsBeforeRegex = new(StringComparer.Ordinal)
        { "return", "typeof", "case", "in", "instanceof", "void", "delete", "throw", "new", "else", "do" };

    private readonly string _text;
    private readonly List<ScriptToken> _tokens = [];
    private int _position;

    private ScriptTokenizer(string text) => _text = text;

    public static List<ScriptToken> Read(string text)
    {
        var tokenizer = new ScriptTokenizer(text);
        while (tokenizer.SkipBlanks()) tokenizer.ReadToken();
        return tokenizer._tokens;
    }

    private bool SkipBlanks()
    {
        while (_position < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_position]) || _text[_position] == '\uFEFF') _position++;
            else if (At("//")) SkipTo("\n", 0);
            else if (At("/*")) SkipTo("*/", 2);
            else return true;
        }
        return false;
    }

    private void SkipTo(string end, int also)
    {
        int found = _text.IndexOf(end, Math.Min(_position + 2, _text.Length), StringComparison.Ordinal);
        _position = found < 0 ? _text.Length : found + also;
    }

    private void ReadToken()
    {
        char c = _text[_position];
        if (IsWordPart(c) && !char.IsAsciiDigit(c)) Add(ScriptTokenKind.Word, Run(IsWordPart));
        else if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Peek(1)))) Add(ScriptTokenKind.Number, Run(n => IsWordPart(n) || n == '.'));
        else if (c is '"' or '\'') Add(ScriptTokenKind.Text, Quoted(c, false));
        else if (c == '`') Add(ScriptTokenKind.Template, Quoted(c, true));
        else if (c == '/' && RegexMayStart()) Add(ScriptTokenKind.Regex, Regex());
        else Add(ScriptTokenKind.Sign, (Signs.FirstOrDefault(At) ?? "x").Length);
    }

    private void Add(ScriptTokenKind kind, int length)
    {
        _tokens.Add(new ScriptToken(kind, _position, length));
        _position += length;
    }

    private int Run(Func<char, bool> belongs)
    {
        int end = _position;
        while (end < _text.Length && belongs(_text[end])) end++;
        return end - _position;
    }

    private int Quoted(char quote, bool manyLines)
    {
        int end = _position + 1;
        while (end < _text.Length && _text[end] != quote && (manyLines || _text[end] != '\n')) end += _text[end] == '\\' ? 2 : 1;
        return Math.Min(end + 1, _text.Length) - _position;
    }

    private int Regex()
    {
        int end = _position + 1;
        bool inClass = false;
        while (end < _text.Length && _text[end] != '\n' && (inClass || _text[end] != '/'))
        {
            inClass = _text[end] == '[' || (inClass && _text[end] != ']');
            end += _text[end] == '\\' ? 2 : 1;
        }
        end = Math.Min(end + 1, _text.Length);
        while (end < _text.Length && IsWordPart(_text[end])) end++;
        return end - _position;
    }

    /// <summary>Whether a slash here starts a regular expression and does not divide.</summary>
    private bool RegexMayStart()
    {
        if (_tokens.Count == 0) return true;
        var last = _tokens[^1];
        string text = _text.Substring(last.Start, last.Length);
        return last.Kind switch
        {
            ScriptTokenKind.Word => WordsBeforeRegex.Contains(text),
            ScriptTokenKind.Sign => text is not (")" or "]" or "}" or "++" or "--"),
            _ => false,
        };
    }

    private bool At(string sign) => string.CompareOrdinal(_text, _position, sign, 0, sign.Length) == 0;

    private char Peek(int ahead) => _position + ahead < _text.Length ? _text[_position + ahead] : '\0';

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) || c is '_' or '$' or '\\';
}
