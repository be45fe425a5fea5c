namespace DataMigration.Scripting.Syntax;

/// <summary>A function, however it is written; also a whole script, and the top level of a script file.</summary>
/// <param name="Name">Of a declaration, or of an expression that can call itself.</param>
/// <param name="Rest">The target of <c>...rest</c>.</param>
/// <param name="Body">An arrow function's expression is a body that returns it.</param>
internal sealed record FunctionNode(TextRange At, Identifier? Name, IReadOnlyList<Element> Parameters, SyntaxNode? Rest, BlockStatement Body, bool IsArrow) : SyntaxNode(At);

/// <summary>A parameter, or an element of a pattern.</summary>
/// <param name="Target">An identifier, a member or a pattern.</param>
/// <param name="Default">The value where there is none.</param>
internal sealed record Element(TextRange At, SyntaxNode Target, Expression? Default) : SyntaxNode(At);

/// <param name="Elements">Null for an element that is passed over.</param>
internal sealed record ArrayPattern(TextRange At, IReadOnlyList<Element?> Elements, SyntaxNode? Rest) : SyntaxNode(At);

/// <param name="Rest">What takes the properties that are not named.</param>
internal sealed record ObjectPattern(TextRange At, IReadOnlyList<PatternProperty> Properties, SyntaxNode? Rest) : SyntaxNode(At);

/// <param name="Name">Null when <paramref name="Computed"/> tells it.</param>
internal sealed record PatternProperty(TextRange At, string? Name, Expression? Computed, Element Element) : SyntaxNode(At);

/// <summary>A text read whole: a script of a pipeline or a script file.</summary>
/// <param name="Origin">Where it stands.</param>
/// <param name="Function">Its top level.</param>
/// <param name="Form">How it is written.</param>
/// <param name="RowName">What it calls its row besides <c>row</c>.</param>
/// <param name="Modern">The constructs that ECMAScript 5.1 lacks, in the order of the text.</param>
internal sealed record Script(ScriptOrigin Origin, FunctionNode Function, ScriptForm Form, string RowName, IReadOnlyList<ModernConstruct> Modern);

internal enum ScriptForm
{
    /// <summary>Statements.</summary>
    Body,

    /// <summary>A single expression.</summary>
    Expression,

    /// <summary>A function alone, which is called with the row: <c>r => r.name</c>.</summary>
    Function,
}

/// <param name="Name">As the subject of a sentence: <c>an arrow function</c>.</param>
internal sealed record ModernConstruct(TextRange At, string Name);
