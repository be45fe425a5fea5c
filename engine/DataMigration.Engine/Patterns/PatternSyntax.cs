namespace DataMigration.Patterns;

/// <summary>What a pattern may contain, and what its flags make of it.</summary>
internal sealed record PatternSyntax
{
    /// <summary>Patterns of rules and functions: no flags, linear time, and no letter escaped for no reason, since such a pattern was meant for another language.</summary>
    public static PatternSyntax Linear { get; } = new() { IsLinear = true, IsStrict = true };

    /// <summary>Whether only what can be judged in linear time is allowed.</summary>
    public bool IsLinear { get; init; }

    /// <summary>Whether escapes that mean nothing are errors, as with the flag <c>u</c>.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The flag <c>i</c>.</summary>
    public bool IgnoresCase { get; init; }

    /// <summary>The flag <c>m</c>.</summary>
    public bool IsMultiline { get; init; }

    /// <summary>The flag <c>s</c>.</summary>
    public bool DotIsAny { get; init; }

    /// <summary>The flag <c>u</c>: a character beyond U+FFFF is one.</summary>
    public bool IsUnicode { get; init; }
}
