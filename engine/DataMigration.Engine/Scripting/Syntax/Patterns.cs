namespace DataMigration.Scripting.Syntax;

/// <summary>Makes patterns of what was read as an expression, since only what follows tells which it is.</summary>
internal static class Patterns
{
    /// <summary>What an assignment or a loop may write to.</summary>
    /// <param name="unfinished">Cleared: what was wrong in an expression is right in a pattern.</param>
    public static SyntaxNode OfExpression(Expression expression, ref TextRange? unfinished)
    {
        if (expression is ArrayLiteral or ObjectLiteral) unfinished = null;
        return expression switch
        {
            Identifier or Member { IsOptional: false } or KeyedMember { IsOptional: false } => expression,
            ArrayLiteral list => OfArray(list, ref unfinished),
            ObjectLiteral members => OfObject(members, ref unfinished),
            _ => throw SyntaxFailure.At(expression.At.Start, expression.At.Length, "this cannot be assigned to"),
        };
    }

    /// <summary>A parameter of an arrow function.</summary>
    public static Element Parameter(Expression expression, ref TextRange? unfinished)
    {
        var element = OfElement(expression, ref unfinished);
        return Names(element.Target) ? element : throw SyntaxFailure.At(expression.At.Start, expression.At.Length, "a parameter is a name or a pattern of names");
    }

    private static bool Names(SyntaxNode target) => target switch
    {
        Identifier => true,
        ArrayPattern pattern => pattern.Elements.All(e => e is null || Names(e.Target)) && (pattern.Rest is null || Names(pattern.Rest)),
        ObjectPattern pattern => pattern.Properties.All(p => Names(p.Element.Target)) && (pattern.Rest is null || Names(pattern.Rest)),
        _ => false,
    };

    private static Element OfElement(Expression expression, ref TextRange? unfinished) => expression is Assignment { Sign: "=" } assignment
        ? new Element(expression.At, assignment.Target is Expression target ? OfExpression(target, ref unfinished) : assignment.Target, assignment.Value)
        : new Element(expression.At, OfExpression(expression, ref unfinished), null);

    private static ArrayPattern OfArray(ArrayLiteral list, ref TextRange? unfinished)
    {
        var elements = new List<Element?>();
        SyntaxNode? rest = null;
        foreach (var element in list.Elements)
        {
            if (rest is not null) throw SyntaxFailure.At(rest.At.Start, rest.At.Length, "what takes the rest comes last");
            if (element is Spread spread) rest = OfExpression(spread.Argument, ref unfinished);
            else elements.Add(element is null ? null : OfElement(element, ref unfinished));
        }
        return new ArrayPattern(list.At, elements, rest);
    }

    private static ObjectPattern OfObject(ObjectLiteral members, ref TextRange? unfinished)
    {
        var properties = new List<PatternProperty>();
        SyntaxNode? rest = null;
        foreach (var member in members.Members)
        {
            if (rest is not null) throw SyntaxFailure.At(rest.At.Start, rest.At.Length, "what takes the rest comes last");
            if (member is Spread spread) rest = OfExpression(spread.Argument, ref unfinished);
            else if (member is Property property) properties.Add(new PatternProperty(property.At, property.Name, property.Computed, OfElement(property.Value, ref unfinished)));
        }
        return new ObjectPattern(members.At, properties, rest);
    }
}
