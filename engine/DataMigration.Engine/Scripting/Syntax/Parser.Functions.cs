namespace DataMigration.Scripting.Syntax;

internal sealed partial class Parser
{
    private FunctionNode Function(bool isDeclaration)
    {
        int start = Take().Start;
        RefuseGenerator();
        var name = isDeclaration || _token.Kind == TokenKind.Name ? Name() : null;
        return FunctionBehindName(start, name);
    }

    private FunctionNode FunctionBehindName(int start, Identifier? name)
    {
        var (parameters, rest) = Parameters();
        var body = Block();
        return new FunctionNode(Since(start), name, parameters, rest, body, false);
    }

    private (List<Element> Parameters, SyntaxNode? Others) Parameters()
    {
        Open("(");
        var parameters = new List<Element>();
        SyntaxNode? rest = null;
        while (!_token.Is(")"))
        {
            if (_token.Is("..."))
            {
                var dots = Take();
                NoteModern(dots.Start, dots.End, "'...'");
                rest = BindingTarget();
                break;
            }
            parameters.Add(BindingElement());
            if (!TryTake(",")) break;
            if (_token.Is(")")) NoteModern(_last.Start, _last.End, "a comma before ')'");
        }
        Close(")");
        return (parameters, rest);
    }

    private FunctionExpression ArrowOf(IReadOnlyList<Element> parameters, SyntaxNode? rest, int start)
    {
        var arrow = Expect("=>");
        NoteModern(arrow.Start, arrow.End, "an arrow function ('=>')");
        var body = _token.Is("{") ? Block() : ExpressionBody();
        var function = new FunctionNode(Since(start), null, parameters, rest, body, true);
        return new FunctionExpression(function.At, function);
    }

    private BlockStatement ExpressionBody()
    {
        var value = Assignment();
        return new BlockStatement(value.At, [new Return(value.At, value)]);
    }

    private Element BindingElement()
    {
        int start = _token.Start;
        var target = BindingTarget();
        if (!_token.Is("=")) return new Element(Since(start), target, null);
        NoteModern(start, _token.End, "a default for a parameter");
        Take();
        var otherwise = Assignment();
        return new Element(Since(start), target, otherwise);
    }

    /// <summary>A name to be declared, or a pattern of names.</summary>
    private SyntaxNode BindingTarget()
    {
        if (!_token.Is("[") && !_token.Is("{")) return Name();
        Deeper();
        NoteModern(_token.Start, _token.End, "destructuring");
        SyntaxNode pattern = _token.Is("[") ? ArrayPattern() : ObjectPattern();
        _depth--;
        return pattern;
    }

    private ArrayPattern ArrayPattern()
    {
        int start = Open("[").Start;
        var elements = new List<Element?>();
        SyntaxNode? rest = null;
        while (!_token.Is("]"))
        {
            if (TryTake(","))
            {
                elements.Add(null);
                continue;
            }
            if (TryTake("..."))
            {
                rest = BindingTarget();
                break;
            }
            elements.Add(BindingElement());
            if (!TryTake(",")) break;
        }
        Close("]");
        return new ArrayPattern(Since(start), elements, rest);
    }

    private ObjectPattern ObjectPattern()
    {
        int start = Open("{").Start;
        var properties = new List<PatternProperty>();
        SyntaxNode? rest = null;
        while (!_token.Is("}"))
        {
            if (TryTake("..."))
            {
                rest = BindingTarget();
                break;
            }
            properties.Add(PatternProperty());
            if (!TryTake(",")) break;
        }
        Close("}");
        return new ObjectPattern(Since(start), properties, rest);
    }

    private PatternProperty PatternProperty()
    {
        var first = _token;
        if (first.Kind == TokenKind.Name && !Follows(TokenKind.End, ":"))
        {
            var element = BindingElement();
            return new PatternProperty(element.At, first.Text, null, element);
        }
        var (name, computed) = PropertyName();
        Expect(":");
        var target = BindingElement();
        return new PatternProperty(Since(first.Start), name, computed, target);
    }
}
