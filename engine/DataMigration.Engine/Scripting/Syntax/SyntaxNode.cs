namespace DataMigration.Scripting.Syntax;

/// <summary>Where a node stands in the script's text.</summary>
internal readonly record struct TextRange(int Start, int End)
{
    public int Length => End - Start;

    public bool Contains(TextRange other) => Start <= other.Start && other.End <= End;
}

/// <summary>A node of the syntax tree. Immutable; what is known of its names is kept beside the tree.</summary>
internal abstract record SyntaxNode(TextRange At);

internal abstract record Expression(TextRange At) : SyntaxNode(At);

internal abstract record Statement(TextRange At) : SyntaxNode(At);
