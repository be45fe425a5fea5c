namespace DataMigration.Scripting.Syntax;

internal enum TokenKind
{
    End,
    Name,
    Number,
    Text,

    /// <summary>A piece of a template literal up to <c>${</c> or the closing backtick.</summary>
    Template,
    Regex,
    Sign,
}

/// <summary>A piece of source.</summary>
/// <param name="Text">Of a name or sign as written, of a text its value; of a regular expression the whole literal.</param>
/// <param name="AfterLine">Whether a line ends before it: a semicolon may be missing there.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, string Text, double Number = 0, bool AfterLine = false, bool IsEscaped = false)
{
    public int Length => End - Start;

    public bool Is(string sign) => Kind == TokenKind.Sign && Text == sign;

    public bool IsWord(string name) => Kind == TokenKind.Name && !IsEscaped && Text == name;

    /// <summary>Of a piece of a template: whether the template ends with it.</summary>
    public bool EndsTemplate => Number != 0;
}
