namespace DataMigration.Scripting.Syntax;

/// <summary>The tree, from node to node.</summary>
internal static class SyntaxWalk
{
    /// <summary>The nodes right below a node, in the order of the text.</summary>
    public static IEnumerable<SyntaxNode> Children(SyntaxNode node) => Raw(node).OfType<SyntaxNode>();

    /// <summary>The first node that stands deeper than this, or null.</summary>
    public static SyntaxNode? DeeperThan(int depth, SyntaxNode root)
    {
        var waiting = new Stack<(SyntaxNode Node, int Depth)>();
        waiting.Push((root, 0));
        while (waiting.TryPop(out var item))
        {
            if (item.Depth > depth) return item.Node;
            foreach (var child in Children(item.Node)) waiting.Push((child, item.Depth + 1));
        }
        return null;
    }

    /// <summary>All nodes at and below a node.</summary>
    public static IEnumerable<SyntaxNode> All(SyntaxNode root)
    {
        var waiting = new Stack<SyntaxNode>([root]);
        while (waiting.TryPop(out var node))
        {
            yield return node;
            foreach (var child in Children(node)) waiting.Push(child);
        }
    }

    /// <summary>A name or a chain of names as its author wrote it (<c>row.address</c>), or null for anything else.</summary>
    public static string? Path(SyntaxNode? node) => node switch
    {
        Identifier name => name.Name,
        This => "this",
        Member member when Path(member.Object) is { } path => path + "." + member.Name,
        KeyedMember { Key: Literal { Value: string name } } index when Path(index.Object) is { } path => path + "." + name,
        Call call when Path(call.Callee) is { } path => path + "(…)",
        OptionalChain chain => Path(chain.Chain),
        _ => null,
    };

    /// <summary>The member's name where it is known: behind the dot, or a text in the brackets.</summary>
    public static string? MemberName(SyntaxNode node) => node switch
    {
        Member member => member.Name,
        KeyedMember { Key: Literal { Value: string name } } => name,
        _ => null,
    };

    private static IEnumerable<SyntaxNode?> Raw(SyntaxNode node) => node switch
    {
        TemplateLiteral n => n.Parts,
        ArrayLiteral n => n.Elements,
        ObjectLiteral n => n.Members,
        Property n => [n.Computed, n.Value],
        Spread n => [n.Argument],
        FunctionExpression n => [n.Function],
        FunctionDeclaration n => [n.Function],
        FunctionNode n => [.. n.Parameters, n.Rest, n.Body],
        Element n => [n.Target, n.Default],
        ArrayPattern n => [.. n.Elements, n.Rest],
        ObjectPattern n => [.. n.Properties, n.Rest],
        PatternProperty n => [n.Computed, n.Element],
        Unary n => [n.Operand],
        Update n => [n.Target],
        Binary n => [n.Left, n.Right],
        Logical n => [n.Left, n.Right],
        Conditional n => [n.Test, n.Then, n.Otherwise],
        Assignment n => [n.Target, n.Value],
        Sequence n => n.Parts,
        Member n => [n.Object],
        KeyedMember n => [n.Object, n.Key],
        Call n => [n.Callee, .. n.Arguments],
        New n => [n.Callee, .. n.Arguments],
        OptionalChain n => [n.Chain],
        _ => OfStatement(node),
    };

    private static IEnumerable<SyntaxNode?> OfStatement(SyntaxNode node) => node switch
    {
        VariableDeclaration n => n.Declarators,
        Declarator n => [n.Target, n.Value],
        ExpressionStatement n => [n.Expression],
        BlockStatement n => n.Statements,
        Return n => [n.Value],
        If n => [n.Test, n.Then, n.Otherwise],
        For n => [n.Start, n.Test, n.Step, n.Body],
        ForEach n => [n.Target, n.Source, n.Body],
        While n => [n.Test, n.Body],
        DoWhile n => [n.Body, n.Test],
        Labelled n => [n.Body],
        Switch n => [n.Value, .. n.Cases],
        SwitchCase n => [n.Test, .. n.Body],
        Throw n => [n.Value],
        Try n => [n.Body, n.Catch, n.Finally],
        CatchClause n => [n.Parameter, n.Body],
        _ => [],
    };
}
