namespace DataMigration.Patterns;

/// <summary>A parsed regular expression.</summary>
internal abstract record PatternNode;

/// <summary>One character of a class, a single literal one included.</summary>
internal sealed record OneOf(CharacterClass Class) : PatternNode;

/// <summary>One after the other; none = the empty match.</summary>
internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

/// <summary>Either of them.</summary>
internal sealed record Alternation(IReadOnlyList<PatternNode> Branches) : PatternNode;

/// <summary>So many times; a null <paramref name="Max"/> = without end.</summary>
internal sealed record Repetition(PatternNode Body, int Min, int? Max, bool IsLazy = false) : PatternNode;

/// <summary>A group whose text can be asked for; numbered from 1 by where they open.</summary>
internal sealed record Group(PatternNode Body, int Number, string? Name) : PatternNode;

/// <summary>The text that an earlier group matched.</summary>
internal sealed record BackReference(int Group) : PatternNode;

/// <summary>What must follow (or come before), or must not, without being part of the match.</summary>
internal sealed record Look(PatternNode Body, bool IsBehind, bool IsNegated) : PatternNode;

/// <summary><c>\b</c>, or <c>\B</c>.</summary>
internal sealed record WordBoundary(bool IsNegated) : PatternNode;

/// <summary><c>^</c>: only at the start of the text, or of any line.</summary>
internal sealed record StartOfText(bool OrLine = false) : PatternNode;

/// <summary><c>$</c>: only at the very end of the text, or of any line.</summary>
internal sealed record EndOfText(bool OrLine = false) : PatternNode;
