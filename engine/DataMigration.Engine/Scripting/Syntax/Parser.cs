namespace DataMigration.Scripting.Syntax;

/// <summary>
/// Text to syntax tree: today's JavaScript without what scripts have no use for. It recurses with the nesting of the text, which is
/// bounded before it does.
/// </summary>
internal sealed partial class Parser
{
    /// <summary>How deep the tree may be.</summary>
    public const int MaxDepth = 600;

    private const int MaxBrackets = 200;

    private readonly string _text;
    private readonly Tokenizer _tokens;
    private readonly List<ModernConstruct> _modern = [];
    private Token _token;
    private Token _last;
    private int _depth;
    private int _brackets;

    // Where an object literal has 'name = value', which is none unless it turns out to be a pattern.
    private TextRange? _unfinishedPattern;

    private Parser(string text)
    {
        _text = text;
        _tokens = new Tokenizer(text);
        _token = _tokens.Next();
    }

    /// <summary>Reads a script of a pipeline, expression first, then function body; or a script file.</summary>
    /// <exception cref="SyntaxFailure">It is none.</exception>
    public static Script Read(ScriptOrigin origin)
    {
        if (origin.IsFile) return new Parser(origin.Text).Whole(origin, false);
        if (string.IsNullOrWhiteSpace(origin.Text)) throw SyntaxFailure.At(0, 1, "it is empty");
        SyntaxFailure? asExpression = null;
        try
        {
            return new Parser(origin.Text).Whole(origin, true);
        }
        catch (SyntaxFailure e)
        {
            asExpression = e;
        }
        try
        {
            return new Parser(origin.Text).Whole(origin, false);
        }
        catch (SyntaxFailure asBody) when (asExpression.Start > asBody.Start)
        {
            // Whichever reading came further knows better what the author meant.
            throw asExpression;
        }
    }

    private Script Whole(ScriptOrigin origin, bool isExpression)
    {
        if (_token.Kind == TokenKind.End && !origin.IsFile) throw SyntaxFailure.At(0, 1, "it is empty");
        var statements = new List<Statement>();
        if (isExpression)
        {
            var value = Expression();
            if (_token.Kind != TokenKind.End) throw Unexpected();
            statements.Add(new Return(value.At, value));
        }
        else
        {
            while (_token.Kind != TokenKind.End) statements.Add(Statement());
        }
        var whole = new TextRange(0, _text.Length);
        var function = new FunctionNode(whole, null, [], null, new BlockStatement(whole, statements), false);
        var (form, rowName) = (isExpression ? ScriptForm.Expression : ScriptForm.Body, "row");
        if (!origin.IsFile && Alone(statements, isExpression) is { } alone)
        {
            form = ScriptForm.Function;
            (function, rowName) = OfRow(function, alone);
        }
        if (SyntaxWalk.DeeperThan(MaxDepth, function) is { } deep) throw TooDeep(deep.At.Start, "an expression or statement of too many parts");
        return new Script(origin, function, form, rowName, _modern);
    }

    /// <summary>The function that a script consists of, or null.</summary>
    private static FunctionNode? Alone(List<Statement> statements, bool isExpression) => statements switch
    {
        [Return { Value: FunctionExpression alone }] when isExpression => alone.Function,
        [ExpressionStatement { Expression: FunctionExpression alone }] => alone.Function,
        _ => null,
    };

    /// <summary>A function alone, called with the row; what it calls the row is one more name for it where that can be.</summary>
    private static (FunctionNode Whole, string RowName) OfRow(FunctionNode whole, FunctionNode alone)
    {
        if (alone is { Name: null, Rest: null, Parameters: [{ Target: Identifier row, Default: null }] }) return (whole with { Body = alone.Body }, row.Name);
        var call = new Call(whole.At, new FunctionExpression(alone.At, alone), [new Identifier(alone.At, "row")], false);
        return (whole with { Body = new BlockStatement(whole.At, [new Return(whole.At, call)]) }, "row");
    }

    private Token Take()
    {
        _last = _token;
        _token = _tokens.Next();
        return _last;
    }

    private bool TryTake(string sign)
    {
        if (!_token.Is(sign)) return false;
        Take();
        return true;
    }

    private bool TryTakeWord(string word)
    {
        if (!_token.IsWord(word)) return false;
        Take();
        return true;
    }

    private Token Expect(string sign) => _token.Is(sign) ? Take() : throw Unexpected();

    private void ExpectWord(string word)
    {
        if (!TryTakeWord(word)) throw Unexpected();
    }

    private Token Open(string bracket)
    {
        if (_token.Is(bracket) && ++_brackets > MaxBrackets) throw TooDeep(_token.Start, $"more than {MaxBrackets} open brackets");
        return Expect(bracket);
    }

    private void Close(string bracket)
    {
        Expect(bracket);
        _brackets--;
    }

    /// <summary>The end of a statement: a semicolon, or where one may be missing.</summary>
    private void EndStatement()
    {
        if (TryTake(";") || _token.Is("}") || _token.Kind == TokenKind.End || _token.AfterLine) return;
        throw Unexpected();
    }

    private void Deeper()
    {
        if (++_depth > MaxDepth) throw TooDeep(_token.Start, "an expression or statement of too many parts");
    }

    private void NoteModern(int start, int end, string what) => _modern.Add(new ModernConstruct(new TextRange(start, end), what));

    private TextRange Since(int start) => new(start, _last.End);

    private SyntaxFailure Unexpected() => Unexpected(_token);

    private SyntaxFailure Unexpected(Token token)
    {
        if (token.Kind == TokenKind.End) return SyntaxFailure.At(Math.Max(0, _text.TrimEnd().Length - 1), 1, "it ends where more is expected");
        if (Absent(token) is { } absent) return absent;
        string found = _text[token.Start..token.End];
        return SyntaxFailure.At(token.Start, token.Length, $"unexpected '{(found.Length <= 30 ? found : found[..29] + "…")}'");
    }

    private static SyntaxFailure TooDeep(int start, string what) => new(ScriptMessages.TooDeep, start, 1, what);
}
