namespace DataMigration.Scripting.Syntax;

internal sealed partial class Parser
{
    private static readonly Dictionary<string, int> Precedence = new(StringComparer.Ordinal)
    {
        ["??"] = 1, ["||"] = 2, ["&&"] = 3, ["|"] = 4, ["^"] = 5, ["&"] = 6, ["=="] = 7, ["!="] = 7, ["==="] = 7, ["!=="] = 7,
        ["<"] = 8, [">"] = 8, ["<="] = 8, [">="] = 8, ["instanceof"] = 8, ["in"] = 8, ["<<"] = 9, [">>"] = 9, [">>>"] = 9,
        ["+"] = 10, ["-"] = 10, ["*"] = 11, ["/"] = 11, ["%"] = 11, ["**"] = 12,
    };

    private Expression Expression(bool allowIn = true)
    {
        int start = _token.Start;
        var first = Assignment(allowIn);
        if (!_token.Is(",")) return first;
        var parts = new List<Expression> { first };
        while (TryTake(",")) parts.Add(Assignment(allowIn));
        return new Sequence(Since(start), parts);
    }

    private Expression Assignment(bool allowIn = true)
    {
        Deeper();
        var value = OneAssignment(allowIn);
        _depth--;
        return value;
    }

    private Expression OneAssignment(bool allowIn)
    {
        int start = _token.Start;
        var outer = _unfinishedPattern;
        _unfinishedPattern = null;
        if (_token.IsWord("async") && Follows(TokenKind.Name)) throw Absent(_token)!;
        var left = _token.Kind == TokenKind.Name && Follows(TokenKind.End, "=>") ? ArrowOf([new Element(NameRange(), Name(), null)], null, start) : Conditional(allowIn);
        if (_token.Kind == TokenKind.Sign && _token.Text is "=" or "+=" or "-=" or "*=" or "/=" or "%=" or "**=" or "<<=" or ">>=" or ">>>=" or "&=" or "|=" or "^=" or "&&=" or "||=" or "??=")
        {
            var sign = _token;
            if (sign.Text is "**=" or "&&=" or "||=" or "??=") NoteModern(sign.Start, sign.End, $"'{sign.Text}'");
            var target = Target(left, sign.Text);
            Take();
            left = new Assignment(new TextRange(start, 0), sign.Text, target, Assignment(allowIn));
            left = left with { At = Since(start) };
        }
        _unfinishedPattern ??= outer;
        return left;
    }

    private SyntaxNode Target(Expression left, string sign)
    {
        if (left is ArrayLiteral or ObjectLiteral && sign == "=")
        {
            NoteModern(left.At.Start, left.At.Start + 1, "destructuring");
            return Patterns.OfExpression(left, ref _unfinishedPattern);
        }
        if (left is Identifier or Member { IsOptional: false } or KeyedMember { IsOptional: false }) return left;
        throw SyntaxFailure.At(left.At.Start, left.At.Length, "this cannot be assigned to");
    }

    /// <summary>An object literal with 'name = value' that became no pattern.</summary>
    private void RefuseUnfinishedPattern()
    {
        if (_unfinishedPattern is { } at) throw SyntaxFailure.At(at.Start, at.Length, "unexpected '='; a property is written 'name: value'");
    }

    private Expression Conditional(bool allowIn)
    {
        int start = _token.Start;
        var test = Operators(0, allowIn);
        if (!_token.Is("?")) return test;
        Take();
        var then = Assignment();
        Expect(":");
        var otherwise = Assignment(allowIn);
        return new Conditional(Since(start), test, then, otherwise);
    }

    private Expression Operators(int above, bool allowIn)
    {
        int start = _token.Start;
        var left = Prefixed();
        while (Precedence.TryGetValue(_token.Text, out int precedence) && precedence > above && (_token.Kind == TokenKind.Sign || _token.IsWord("instanceof") || (allowIn && _token.IsWord("in"))))
        {
            var sign = Take();
            if (sign.Text == "**" && left is Unary && !IsParenthesized(left)) throw SyntaxFailure.At(start, left.At.Length, "a sign before '**' needs parentheses: (-x) ** 2");
            if (sign.Text is "**" or "??") NoteModern(sign.Start, sign.End, $"'{sign.Text}'");
            // The power binds to the right.
            var right = Operators(sign.Text == "**" ? precedence - 1 : precedence, allowIn);
            if (sign.Text is "??" or "||" or "&&") RefuseMixing(sign, left, right);
            left = sign.Text is "??" or "||" or "&&" ? new Logical(Since(start), sign.Text, left, right) : new Binary(Since(start), sign.Text, left, right);
        }
        return left;
    }

    private void RefuseMixing(Token sign, Expression left, Expression right)
    {
        bool Mixes(Expression side) => side is Logical inner && !IsParenthesized(side) && sign.Text == "??" != (inner.Sign == "??");
        if (Mixes(left) || Mixes(right)) throw SyntaxFailure.At(sign.Start, sign.Length, "'??' beside '||' or '&&' needs parentheses");
    }

    /// <summary>A node in parentheses starts behind its own bracket.</summary>
    private bool IsParenthesized(Expression node) => _parenthesized.Contains(node.At.Start) && node.At.Start > 0 && _text.AsSpan(0, node.At.Start).TrimEnd().EndsWith("(");

    private Expression Prefixed()
    {
        var token = _token;
        bool isSign = token.Kind == TokenKind.Sign && token.Text is "!" or "~" or "+" or "-" or "++" or "--";
        bool isWord = token.Kind == TokenKind.Name && token.Text is "typeof" or "void" or "delete";
        if (token.IsWord("await") && Follows(TokenKind.Name)) throw Absent(token)!;
        if (!isSign && !isWord) return Postfixed();
        Take();
        Deeper();
        var operand = Prefixed();
        _depth--;
        if (token.Text is "++" or "--") return new Update(Since(token.Start), token.Text, true, (Expression)Target(operand, token.Text));
        if (token.Text == "delete" && operand is Identifier) throw SyntaxFailure.At(token.Start, token.Length, "'delete' takes a property: delete o.name");
        return new Unary(Since(token.Start), token.Text, operand);
    }

    private Expression Postfixed()
    {
        int start = _token.Start;
        var operand = Chain();
        if (_token.AfterLine || !(_token.Is("++") || _token.Is("--"))) return operand;
        var sign = Take();
        return new Update(Since(start), sign.Text, false, (Expression)Target(operand, sign.Text));
    }

    /// <summary>Members and calls, one after the other.</summary>
    private Expression Chain()
    {
        int start = _token.Start;
        var value = _token.IsWord("new") ? New() : Primary();
        bool isOptional = false;
        while (true)
        {
            var token = _token;
            if (token.Is("."))
            {
                Take();
                value = Named(start, value, false);
            }
            else if (token.Is("?."))
            {
                Take();
                NoteModern(token.Start, token.End, "'?.'");
                isOptional = true;
                value = _token.Is("(") ? new Call(default, value, Arguments(), true) with { At = Since(start) } : _token.Is("[") ? Keyed(start, value, true) : Named(start, value, true);
            }
            else if (token.Is("["))
            {
                value = Keyed(start, value, false);
            }
            else if (token.Is("("))
            {
                var arguments = Arguments();
                value = new Call(Since(start), value, arguments, false);
            }
            else if (token.Kind == TokenKind.Template)
            {
                throw Absent(token)!;
            }
            else
            {
                return isOptional ? new OptionalChain(Since(start), value) : value;
            }
        }
    }

    private Member Named(int start, Expression value, bool isOptional)
    {
        var name = _token.Kind == TokenKind.Name ? Take() : throw Unexpected();
        return new Member(Since(start), value, name.Text, new TextRange(name.Start, name.End), isOptional);
    }

    private KeyedMember Keyed(int start, Expression value, bool isOptional)
    {
        Open("[");
        var key = Expression();
        Close("]");
        return new KeyedMember(Since(start), value, key, isOptional);
    }

    private List<Expression> Arguments()
    {
        Open("(");
        var arguments = new List<Expression>();
        while (!_token.Is(")"))
        {
            arguments.Add(SpreadOr());
            if (!_token.Is(",")) break;
            Take();
            if (_token.Is(")")) NoteModern(_last.Start, _last.End, "a comma before ')'");
        }
        Close(")");
        RefuseUnfinishedPattern();
        return arguments;
    }

    private Expression SpreadOr()
    {
        if (!_token.Is("...")) return Assignment();
        var dots = Take();
        NoteModern(dots.Start, dots.End, "'...'");
        var argument = Assignment();
        return new Spread(Since(dots.Start), argument);
    }

    private New New()
    {
        int start = Take().Start;
        if (_token.Is(".")) throw Absent(_last, "'new.target' is", "Pass what the function must know.");
        Deeper();
        int calleeStart = _token.Start;
        var callee = _token.IsWord("new") ? New() : Primary();
        while (_token.Is(".") || _token.Is("[")) callee = _token.Is(".") ? NamedAfterDot(calleeStart, callee) : Keyed(calleeStart, callee, false);
        var arguments = _token.Is("(") ? Arguments() : [];
        _depth--;
        return new New(Since(start), callee, arguments);
    }

    private Member NamedAfterDot(int start, Expression value)
    {
        Take();
        return Named(start, value, false);
    }
}
