namespace DataMigration.Scripting.Syntax;

/// <param name="Value">Null, a bool, a double or a string.</param>
internal sealed record Literal(TextRange At, object? Value) : Expression(At);

internal sealed record RegexLiteral(TextRange At, string Pattern, string Flags) : Expression(At);

/// <param name="Texts">One more than there are parts: what stands before, between and behind them.</param>
internal sealed record TemplateLiteral(TextRange At, IReadOnlyList<string> Texts, IReadOnlyList<Expression> Parts) : Expression(At);

/// <summary>A name: read, assigned or declared.</summary>
internal sealed record Identifier(TextRange At, string Name) : Expression(At);

internal sealed record This(TextRange At) : Expression(At);

/// <param name="Elements">Null for a hole.</param>
internal sealed record ArrayLiteral(TextRange At, IReadOnlyList<Expression?> Elements) : Expression(At);

/// <param name="Members">Properties and spreads.</param>
internal sealed record ObjectLiteral(TextRange At, IReadOnlyList<SyntaxNode> Members) : Expression(At);

/// <summary>One property of an object literal.</summary>
/// <param name="Name">Null when <paramref name="Computed"/> tells it.</param>
/// <param name="Accessor">Whether it is a getter or setter.</param>
internal sealed record Property(TextRange At, string? Name, Expression? Computed, Expression Value, bool Accessor = false) : SyntaxNode(At);

/// <summary><c>...list</c> among elements, arguments or properties.</summary>
internal sealed record Spread(TextRange At, Expression Argument) : Expression(At);

internal sealed record FunctionExpression(TextRange At, FunctionNode Function) : Expression(At);

internal sealed record Unary(TextRange At, string Sign, Expression Operand) : Expression(At);

/// <summary><c>x++</c> and its like.</summary>
internal sealed record Update(TextRange At, string Sign, bool IsPrefix, Expression Target) : Expression(At);

/// <summary>An operator that evaluates both sides.</summary>
internal sealed record Binary(TextRange At, string Sign, Expression Left, Expression Right) : Expression(At);

/// <summary><c>&amp;&amp;</c>, <c>||</c> or <c>??</c>.</summary>
internal sealed record Logical(TextRange At, string Sign, Expression Left, Expression Right) : Expression(At);

internal sealed record Conditional(TextRange At, Expression Test, Expression Then, Expression Otherwise) : Expression(At);

/// <param name="Target">An identifier, a member or a pattern.</param>
internal sealed record Assignment(TextRange At, string Sign, SyntaxNode Target, Expression Value) : Expression(At);

internal sealed record Sequence(TextRange At, IReadOnlyList<Expression> Parts) : Expression(At);

/// <summary><c>object.name</c>.</summary>
/// <param name="NameAt">Where the name stands.</param>
/// <param name="IsOptional">Whether it is written <c>?.</c></param>
internal sealed record Member(TextRange At, Expression Object, string Name, TextRange NameAt, bool IsOptional) : Expression(At);

/// <summary><c>object[key]</c>.</summary>
internal sealed record KeyedMember(TextRange At, Expression Object, Expression Key, bool IsOptional) : Expression(At);

internal sealed record Call(TextRange At, Expression Callee, IReadOnlyList<Expression> Arguments, bool IsOptional) : Expression(At);

internal sealed record New(TextRange At, Expression Callee, IReadOnlyList<Expression> Arguments) : Expression(At);

/// <summary>The whole of a chain with a <c>?.</c> in it: where one finds null or undefined, the chain is undefined.</summary>
internal sealed record OptionalChain(TextRange At, Expression Chain) : Expression(At);
