namespace DataMigration.Scripting.Syntax;

internal sealed partial class Parser
{
    private Statement Statement()
    {
        Deeper();
        var statement = OneStatement();
        _depth--;
        return statement;
    }

    private Statement OneStatement()
    {
        var token = _token;
        if (token.Is("{")) return Block();
        if (token.Is(";")) return new Empty(new TextRange(Take().Start, _last.End));
        if (token.Kind != TokenKind.Name) return Plain();
        return token.Text switch
        {
            "var" or "const" => Variables(),
            "let" when Follows(TokenKind.Name, "[", "{") => Variables(),
            "function" => FunctionDeclaration(),
            "return" => Return(),
            "if" => If(),
            "for" => For(),
            "while" => While(),
            "do" => DoWhile(),
            "break" or "continue" => Jump(),
            "switch" => Switch(),
            "throw" => Throw(),
            "try" => Try(),
            "debugger" => throw Absent(token, "'debugger' is", "Look at values with 'datamigrate preview'."),
            "class" or "import" or "export" or "with" or "async" or "yield" => StatementOf(token),
            _ when Follows(TokenKind.End, ":") => Labelled(),
            _ => Plain(),
        };
    }

    /// <summary>Words that start what scripts do without, and may be plain names all the same.</summary>
    private ExpressionStatement StatementOf(Token token) => token.Text is "async" or "yield" && !Follows(TokenKind.Name, "*") ? Plain() : throw Absent(token)!;

    /// <summary>Whether the next token is of a kind, or one of these signs.</summary>
    private bool Follows(TokenKind kind, params ReadOnlySpan<string> signs)
    {
        var next = new Tokenizer(_text, _token.End).Next();
        return next.Kind == kind && kind != TokenKind.End || (next.Kind == TokenKind.Sign && signs.Contains(next.Text));
    }

    private ExpressionStatement Plain()
    {
        int start = _token.Start;
        var expression = Expression();
        EndStatement();
        return new ExpressionStatement(Since(start), expression);
    }

    private BlockStatement Block()
    {
        int start = Open("{").Start;
        var statements = new List<Statement>();
        while (!_token.Is("}"))
        {
            if (_token.Kind == TokenKind.End) throw Unexpected();
            statements.Add(Statement());
        }
        Close("}");
        return new BlockStatement(Since(start), statements);
    }

    private VariableDeclaration Variables()
    {
        var declaration = Declarators(true);
        EndStatement();
        return declaration with { At = Since(declaration.At.Start) };
    }

    private VariableDeclaration Declarators(bool allowIn)
    {
        var kind = Take();
        if (kind.Text != "var") NoteModern(kind.Start, kind.End, $"'{kind.Text}'");
        var declarators = new List<Declarator>();
        do
        {
            int start = _token.Start;
            var target = BindingTarget();
            var value = TryTake("=") ? Assignment(allowIn) : null;
            declarators.Add(new Declarator(Since(start), target, value));
        }
        while (TryTake(","));
        bool isLoop = !allowIn && (_token.IsWord("of") || _token.IsWord("in"));
        if (!isLoop && declarators.Find(d => d.Value is null && (kind.Text == "const" || d.Target is not Identifier)) is { } bare)
            throw SyntaxFailure.At(bare.At.Start, bare.At.Length, kind.Text == "const" ? "a 'const' needs its value: const x = …" : "a pattern needs what it takes apart: = …");
        return new VariableDeclaration(Since(kind.Start), kind.Text, declarators);
    }

    private FunctionDeclaration FunctionDeclaration()
    {
        var function = Function(true);
        return new FunctionDeclaration(function.At, function);
    }

    private Return Return()
    {
        int start = Take().Start;
        var value = _token.Is(";") || _token.Is("}") || _token.Kind == TokenKind.End || _token.AfterLine ? null : Expression();
        EndStatement();
        return new Return(Since(start), value);
    }

    private If If()
    {
        int start = Take().Start;
        var test = InParentheses();
        var then = Statement();
        var otherwise = TryTakeWord("else") ? Statement() : null;
        return new If(Since(start), test, then, otherwise);
    }

    private Expression InParentheses()
    {
        Open("(");
        var value = Expression();
        Close(")");
        return value;
    }

    private Statement For()
    {
        int start = Take().Start;
        if (_token.IsWord("await")) throw Absent(_token)!;
        Open("(");
        SyntaxNode? first = _token.Is(";") ? null
            : _token.Text is "var" or "const" && _token.Kind == TokenKind.Name || (_token.IsWord("let") && Follows(TokenKind.Name, "[", "{")) ? Declarators(false)
            : Expression(false);
        if (_token.IsWord("of") || _token.IsWord("in")) return ForEach(start, first ?? throw Unexpected());
        RefuseUnfinishedPattern();
        Expect(";");
        var test = _token.Is(";") ? null : Expression();
        Expect(";");
        var step = _token.Is(")") ? null : Expression();
        Close(")");
        var body = Statement();
        return new For(Since(start), first, test, step, body);
    }

    private ForEach ForEach(int start, SyntaxNode target)
    {
        var word = Take();
        bool isIn = word.Text == "in";
        if (!isIn) NoteModern(word.Start, word.End, "'for … of'");
        if (target is VariableDeclaration { Declarators: not [{ Value: null }] }) throw SyntaxFailure.At(target.At.Start, target.At.Length, "a loop over values declares one variable, without a value");
        if (target is Expression expression) target = Patterns.OfExpression(expression, ref _unfinishedPattern);
        var source = isIn ? Expression() : Assignment();
        Close(")");
        var body = Statement();
        return new ForEach(Since(start), isIn, target, source, body);
    }

    private While While()
    {
        int start = Take().Start;
        var test = InParentheses();
        var body = Statement();
        return new While(Since(start), test, body);
    }

    private DoWhile DoWhile()
    {
        int start = Take().Start;
        var body = Statement();
        ExpectWord("while");
        var test = InParentheses();
        TryTake(";");
        return new DoWhile(Since(start), body, test);
    }

    private Statement Jump()
    {
        var word = Take();
        string? label = _token.Kind == TokenKind.Name && !_token.AfterLine ? Take().Text : null;
        EndStatement();
        return word.Text == "break" ? new Break(Since(word.Start), label) : new Continue(Since(word.Start), label);
    }

    private Labelled Labelled()
    {
        var label = Take();
        Expect(":");
        var body = Statement();
        return new Labelled(Since(label.Start), label.Text, body);
    }

    private Switch Switch()
    {
        int start = Take().Start;
        var value = InParentheses();
        Open("{");
        var cases = new List<SwitchCase>();
        while (!_token.Is("}")) cases.Add(Case());
        Close("}");
        return new Switch(Since(start), value, cases);
    }

    private SwitchCase Case()
    {
        int start = _token.Start;
        Expression? test = null;
        if (!TryTakeWord("default"))
        {
            ExpectWord("case");
            test = Expression();
        }
        Expect(":");
        var body = new List<Statement>();
        while (!_token.Is("}") && !_token.IsWord("case") && !_token.IsWord("default")) body.Add(_token.Kind == TokenKind.End ? throw Unexpected() : Statement());
        return new SwitchCase(Since(start), test, body);
    }

    private Throw Throw()
    {
        int start = Take().Start;
        if (_token.AfterLine) throw SyntaxFailure.At(start, 5, "'throw' needs its value on the same line");
        var value = Expression();
        EndStatement();
        return new Throw(Since(start), value);
    }

    private Try Try()
    {
        int start = Take().Start;
        var body = Block();
        var handler = _token.IsWord("catch") ? Catch() : null;
        var last = TryTakeWord("finally") ? Block() : null;
        if (handler is null && last is null) throw Unexpected();
        return new Try(Since(start), body, handler, last);
    }

    private CatchClause Catch()
    {
        var word = Take();
        SyntaxNode? parameter = null;
        if (_token.Is("("))
        {
            Open("(");
            parameter = BindingTarget();
            Close(")");
        }
        else
        {
            NoteModern(word.Start, word.End, "'catch' without a name");
        }
        var body = Block();
        return new CatchClause(Since(word.Start), parameter, body);
    }
}
