namespace DataMigration.Patterns;

/// <summary>What a pattern is made of, as far as engines differ in it.</summary>
internal static class PatternTraits
{
    public static IEnumerable<PatternNode> Children(PatternNode node) => node switch
    {
        Sequence sequence => sequence.Parts,
        Alternation alternation => alternation.Branches,
        Repetition repetition => [repetition.Body],
        Group group => [group.Body],
        Look look => [look.Body],
        _ => [],
    };

    /// <summary>A node and all below it.</summary>
    public static IEnumerable<PatternNode> All(PatternNode node) => Children(node).SelectMany(All).Prepend(node);

    /// <summary>The numbers of the groups in it.</summary>
    public static IEnumerable<int> Groups(PatternNode node) => All(node).OfType<Group>().Select(g => g.Number);

    /// <summary>Whether it can match without taking a character.</summary>
    public static bool IsNullable(PatternNode node) => node switch
    {
        OneOf => false,
        Sequence sequence => sequence.Parts.All(IsNullable),
        Alternation alternation => alternation.Branches.Any(IsNullable),
        Repetition repetition => repetition.Min == 0 || IsNullable(repetition.Body),
        Group group => IsNullable(group.Body),
        _ => true,
    };

    /// <summary>Whether the linear-time engine can judge it and finds the same groups.</summary>
    public static bool IsLinear(PatternNode root, PatternSyntax syntax) => All(root).All(node => node switch
    {
        BackReference or Look or WordBoundary or StartOfText { OrLine: true } or EndOfText { OrLine: true } => false,
        OneOf one => !syntax.IsUnicode || UnicodeClass.IsPlain(one.Class),
        Repetition repetition => repetition.Max is 0 or 1 || !Groups(repetition.Body).Any(),
        _ => true,
    });

    /// <summary>A repetition of what may be empty: ECMAScript refuses an empty turn and tries others, .NET ends there. Null when there is none.</summary>
    public static Repetition? EmptyTurns(PatternNode root) =>
        All(root).OfType<Repetition>().FirstOrDefault(r => r.Max != r.Min && IsNullable(r.Body));

    /// <summary>The pattern with repetitions of repetitions, where that means the same, as one.</summary>
    public static PatternNode Simplified(PatternNode node) => node switch
    {
        Sequence sequence => new Sequence([.. sequence.Parts.Select(Simplified)]),
        Alternation alternation => new Alternation([.. alternation.Branches.Select(Simplified)]),
        Repetition { IsLazy: false, Max: null } outer when Simplified(outer.Body) is Repetition { IsLazy: false, Min: 0 or 1, Max: null } inner && !Groups(inner).Any() && !IsNullable(inner.Body) =>
            new Repetition(inner.Body, inner.Min == 0 ? 0 : outer.Min, null),
        Repetition repetition => repetition with { Body = Simplified(repetition.Body) },
        Group group => group with { Body = Simplified(group.Body) },
        Look look => look with { Body = Simplified(look.Body) },
        _ => node,
    };
}
