namespace DataMigration.Scripting.Syntax;

internal sealed partial class Parser
{
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export", "extends", "finally", "for", "function", "if", "import",
        "in", "instanceof", "new", "return", "super", "switch", "this", "throw", "try", "typeof", "var", "void", "while", "with", "null", "true", "false",
        "let", "static", "implements", "interface", "package", "private", "protected", "public", "yield",
    };

    // Where expressions stand that are the whole content of a pair of parentheses.
    private readonly HashSet<int> _parenthesized = [];

    private Expression Primary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number: Take(); return new Literal(Since(token.Start), token.Number);
            case TokenKind.Text: Take(); return new Literal(Since(token.Start), token.Text);
            case TokenKind.Template: return Template();
            case TokenKind.Name: return Word();
            case TokenKind.Sign when token.Text is "/" or "/=": return Regex();
        }
        return token.Text switch
        {
            "(" => Parenthesized(),
            "[" => Array(),
            "{" => Object(),
            _ => throw Unexpected(),
        };
    }

    private Expression Word()
    {
        var token = _token;
        switch (token.Text)
        {
            case "null": Take(); return new Literal(Since(token.Start), null);
            case "true" or "false": Take(); return new Literal(Since(token.Start), token.Text == "true");
            case "this": Take(); return new This(Since(token.Start));
            case "function": return FunctionValue();
            default: return Name();
        }
    }

    private Identifier Name()
    {
        if (_token.Kind != TokenKind.Name || Reserved.Contains(_token.Text)) throw Unexpected();
        var token = Take();
        return new Identifier(Since(token.Start), token.Text);
    }

    private TextRange NameRange() => new(_token.Start, _token.End);

    private FunctionExpression FunctionValue()
    {
        var function = Function(false);
        return new FunctionExpression(function.At, function);
    }

    private RegexLiteral Regex()
    {
        _token = _tokens.Regex(_token);
        var token = Take();
        int end = token.Text.LastIndexOf('/');
        if (token.Text.AsSpan(end + 1).IndexOfAnyExcept("gim") >= 0) NoteModern(token.Start + end, token.End, "a flag of a regular expression other than g, i and m");
        if (token.Text.Contains("(?<", StringComparison.Ordinal)) NoteModern(token.Start, token.End, "a named group or look-behind in a regular expression");
        return new RegexLiteral(Since(token.Start), token.Text[1..end], token.Text[(end + 1)..]);
    }

    private TemplateLiteral Template()
    {
        int start = _token.Start;
        var texts = new List<string>();
        var parts = new List<Expression>();
        while (true)
        {
            var piece = _token;
            texts.Add(piece.Text);
            if (piece.EndsTemplate) break;
            Take();
            if (++_brackets > MaxBrackets) throw TooDeep(piece.Start, $"more than {MaxBrackets} open brackets");
            parts.Add(Expression());
            _brackets--;
            if (!_token.Is("}")) throw Unexpected();
            _token = _tokens.Template(_token);
        }
        Take();
        NoteModern(start, _last.End, "a template literal (`…`)");
        return new TemplateLiteral(Since(start), texts, parts);
    }

    /// <summary>An expression in parentheses, or the parameters of an arrow function.</summary>
    private Expression Parenthesized()
    {
        int start = Open("(").Start;
        var parts = new List<Expression>();
        SyntaxNode? rest = null;
        bool onlyParameters = _token.Is(")");
        while (!_token.Is(")"))
        {
            if (_token.Is("..."))
            {
                Take();
                rest = BindingTarget();
                onlyParameters = true;
                break;
            }
            parts.Add(Assignment());
            if (!TryTake(",")) break;
            onlyParameters = _token.Is(")");
        }
        Close(")");
        if (_token.Is("=>") && !_token.AfterLine)
        {
            var elements = parts.Select(p => Patterns.Parameter(p, ref _unfinishedPattern)).ToList();
            return ArrowOf(elements, rest, start);
        }
        if (onlyParameters) throw Unexpected();
        RefuseUnfinishedPattern();
        if (parts.Count > 1) return new Sequence(Since(start), parts);
        _parenthesized.Add(parts[0].At.Start);
        // An assignment may go to (x), never to a pattern in parentheses.
        return parts[0] is ArrayLiteral or ObjectLiteral ? new Sequence(Since(start), parts) : parts[0];
    }

    private ArrayLiteral Array()
    {
        int start = Open("[").Start;
        var elements = new List<Expression?>();
        while (!_token.Is("]"))
        {
            if (_token.Is(","))
            {
                elements.Add(null);
                Take();
                continue;
            }
            elements.Add(SpreadOr());
            if (!TryTake(",")) break;
        }
        Close("]");
        return new ArrayLiteral(Since(start), elements);
    }

    private ObjectLiteral Object()
    {
        int start = Open("{").Start;
        var members = new List<SyntaxNode>();
        while (!_token.Is("}"))
        {
            members.Add(_token.Is("...") ? SpreadOr() : Property());
            if (!TryTake(",")) break;
        }
        Close("}");
        return new ObjectLiteral(Since(start), members);
    }

    private Property Property()
    {
        var first = _token;
        if (first.Is("*")) throw Absent(first, "a generator is", "Fill an array and return it.");
        if (first.IsWord("async") && !Follows(TokenKind.End, ",", ":", "(", "}", "=")) throw Absent(first)!;
        bool isAccessor = (first.IsWord("get") || first.IsWord("set")) && !Follows(TokenKind.End, ",", ":", "(", "}", "=");
        if (isAccessor) throw new SyntaxFailure(ScriptMessages.Accessor, first.Start, first.Length);
        var (name, computed) = PropertyName();
        if (TryTake(":")) return new Property(default, name, computed, Assignment()) with { At = Since(first.Start) };
        if (_token.Is("("))
        {
            NoteModern(first.Start, first.End, "a method in an object ({ f() { … } })");
            var method = FunctionBehindName(first.Start, null);
            return new Property(Since(first.Start), name, computed, new FunctionExpression(method.At, method));
        }
        if (first.Kind != TokenKind.Name || Reserved.Contains(first.Text)) throw Unexpected();
        NoteModern(first.Start, first.End, "a property without a value ({ a })");
        var value = new Identifier(new TextRange(first.Start, first.End), first.Text);
        if (!_token.Is("=")) return new Property(value.At, name, null, value);
        // Only a pattern has a default here.
        var sign = Take();
        var otherwise = Assignment();
        _unfinishedPattern ??= new TextRange(sign.Start, sign.End);
        return new Property(Since(first.Start), name, null, new Assignment(Since(first.Start), "=", value, otherwise));
    }

    private (string? Name, Expression? Computed) PropertyName()
    {
        if (_token.Is("["))
        {
            var open = Open("[");
            var computed = Assignment();
            Close("]");
            NoteModern(open.Start, open.End, "a computed property name ([…]: )");
            return computed is Literal { Value: string known } ? (known, null) : (null, computed);
        }
        if (_token.Kind == TokenKind.Number) return (Library.NumberText.Of(Take().Number), null);
        return _token.Kind is TokenKind.Name or TokenKind.Text ? (Take().Text, null) : throw Unexpected();
    }
}
