using Jint.Parser.Ast;

namespace DataMigration.Scripting.Interpreted;

/// <summary>Reads Jint's syntax trees.</summary>
internal static class SyntaxTree
{
    /// <summary>The nodes right below a node, in source order; names that are no references (labels, property names, parameters) are not among them.</summary>
    public static IEnumerable<SyntaxNode> Children(SyntaxNode node) => Raw(node).OfType<SyntaxNode>();

    private static IEnumerable<SyntaxNode?> Raw(SyntaxNode node) => node switch
    {
        Program n => n.Body,
        BlockStatement n => n.Body,
        ExpressionStatement n => [n.Expression],
        ReturnStatement n => [n.Argument],
        IfStatement n => [n.Test, n.Consequent, n.Alternate],
        ForStatement n => [n.Init, n.Test, n.Update, n.Body],
        ForInStatement n => [n.Left, n.Right, n.Body],
        WhileStatement n => [n.Test, n.Body],
        DoWhileStatement n => [n.Body, n.Test],
        LabelledStatement n => [n.Body],
        SwitchStatement n => [n.Discriminant, .. n.Cases ?? []],
        SwitchCase n => [n.Test, .. n.Consequent ?? []],
        ThrowStatement n => [n.Argument],
        TryStatement n => [n.Block, .. n.GuardedHandlers ?? [], .. n.Handlers ?? [], n.Finalizer],
        CatchClause n => [n.Body],
        WithStatement n => [n.Object, n.Body],
        VariableDeclaration n => n.Declarations,
        VariableDeclarator n => [n.Init],
        FunctionDeclaration n => [n.Body],
        FunctionExpression n => [n.Body],
        AssignmentExpression n => [n.Left, n.Right],
        BinaryExpression n => [n.Left, n.Right],
        LogicalExpression n => [n.Left, n.Right],
        ConditionalExpression n => [n.Test, n.Consequent, n.Alternate],
        UnaryExpression n => [n.Argument],
        MemberExpression n => n.Computed ? [n.Object, n.Property] : [n.Object],
        CallExpression n => [n.Callee, .. n.Arguments],
        NewExpression n => [n.Callee, .. n.Arguments ?? []],
        ArrayExpression n => n.Elements,
        ObjectExpression n => n.Properties,
        Property n => [n.Value],
        SequenceExpression n => n.Expressions,
        _ => [],
    };

    /// <summary>The name behind the dot or in the brackets, where it is known; null when it is computed.</summary>
    public static string? MemberName(MemberExpression member) => member.Property switch
    {
        Identifier name when !member.Computed => name.Name,
        Literal { Type: SyntaxNodes.Literal, Value: string text } => text,
        MemberNameLiteral name => name.Name,
        _ => null,
    };

    /// <summary>A name or a chain of names as its author wrote it (<c>row.address</c>), or null for anything else.</summary>
    public static string? Path(SyntaxNode? node) => node switch
    {
        Identifier name => name.Name,
        ThisExpression => "this",
        MemberExpression member when Path(member.Object) is { } path && MemberName(member) is { } name => path + "." + name,
        CallExpression call when Path(call.Callee) is { } path => path + "(…)",
        _ => null,
    };

    public static bool IsRegex(SyntaxNode node) => node.Type == SyntaxNodes.RegularExpressionLiteral;
}
