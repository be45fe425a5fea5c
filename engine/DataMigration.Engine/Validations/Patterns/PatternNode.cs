namespace DataMigration.Validations.Patterns;

/// <summary>A parsed regular expression. Groups are gone where a rule only asks whether the text matches, not where.</summary>
internal abstract record PatternNode;

/// <summary>One character of a class, a single literal one included.</summary>
internal sealed record OneOf(CharacterClass Class) : PatternNode;

/// <summary>One after the other; none = the empty match.</summary>
internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

/// <summary>Either of them.</summary>
internal sealed record Alternation(IReadOnlyList<PatternNode> Branches) : PatternNode;

/// <summary>So many times; a null <paramref name="Max"/> = without end.</summary>
internal sealed record Repetition(PatternNode Body, int Min, int? Max, bool IsLazy = false) : PatternNode;

/// <summary>A group whose text is asked for; numbered from 1 by where they open.</summary>
internal sealed record Capture(PatternNode Body) : PatternNode;

/// <summary><c>^</c>: only at the start of the text.</summary>
internal sealed record StartOfText : PatternNode;

/// <summary><c>$</c>: only at the very end of the text.</summary>
internal sealed record EndOfText : PatternNode;
