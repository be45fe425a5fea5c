namespace DataMigration.Scripting.Syntax;

/// <param name="Kind"><c>var</c>, <c>let</c> or <c>const</c>.</param>
internal sealed record VariableDeclaration(TextRange At, string Kind, IReadOnlyList<Declarator> Declarators) : Statement(At);

/// <param name="Target">An identifier or a pattern.</param>
internal sealed record Declarator(TextRange At, SyntaxNode Target, Expression? Value) : SyntaxNode(At);

internal sealed record FunctionDeclaration(TextRange At, FunctionNode Function) : Statement(At);

internal sealed record ExpressionStatement(TextRange At, Expression Expression) : Statement(At);

internal sealed record BlockStatement(TextRange At, IReadOnlyList<Statement> Statements) : Statement(At);

internal sealed record Return(TextRange At, Expression? Value) : Statement(At);

internal sealed record If(TextRange At, Expression Test, Statement Then, Statement? Otherwise) : Statement(At);

/// <param name="Start">A declaration or an expression.</param>
internal sealed record For(TextRange At, SyntaxNode? Start, Expression? Test, Expression? Step, Statement Body) : Statement(At);

/// <summary><c>for (… of …)</c>, or <c>for (… in …)</c>.</summary>
/// <param name="Target">A declaration of one variable, or what is assigned.</param>
internal sealed record ForEach(TextRange At, bool IsIn, SyntaxNode Target, Expression Source, Statement Body) : Statement(At);

internal sealed record While(TextRange At, Expression Test, Statement Body) : Statement(At);

internal sealed record DoWhile(TextRange At, Statement Body, Expression Test) : Statement(At);

internal sealed record Break(TextRange At, string? Label) : Statement(At);

internal sealed record Continue(TextRange At, string? Label) : Statement(At);

internal sealed record Labelled(TextRange At, string Label, Statement Body) : Statement(At);

internal sealed record Switch(TextRange At, Expression Value, IReadOnlyList<SwitchCase> Cases) : Statement(At);

/// <param name="Test">Null for <c>default</c>.</param>
internal sealed record SwitchCase(TextRange At, Expression? Test, IReadOnlyList<Statement> Body) : SyntaxNode(At);

internal sealed record Throw(TextRange At, Expression Value) : Statement(At);

internal sealed record Try(TextRange At, BlockStatement Body, CatchClause? Catch, BlockStatement? Finally) : Statement(At);

/// <param name="Parameter">An identifier or a pattern; null when the error is not named.</param>
internal sealed record CatchClause(TextRange At, SyntaxNode? Parameter, BlockStatement Body) : SyntaxNode(At);

internal sealed record Empty(TextRange At) : Statement(At);
