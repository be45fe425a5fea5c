using DataMigration.Patterns;

namespace DataMigration.Scripting.Library.Matching;

/// <summary>Finds matches of one pattern. Stateless, so all workers may share it.</summary>
internal abstract class PatternMatcher
{
    /// <summary>Finds the first match from a position on.</summary>
    /// <param name="text">The whole text, for what looks behind.</param>
    /// <param name="start">Where a match may begin.</param>
    /// <param name="sticky">Whether it must begin there.</param>
    /// <param name="captures">Takes the match and its groups.</param>
    public abstract bool Find(ReadOnlySpan<char> text, int start, bool sticky, Span<Capture> captures);

    /// <summary>The same of ASCII.</summary>
    public abstract bool Find(ReadOnlySpan<byte> ascii, int start, bool sticky, Span<Capture> captures);

    /// <exception cref="PatternProblem">.NET's engines would find something else than ECMAScript's rules.</exception>
    public static PatternMatcher Create(PatternNode pattern, PatternSyntax syntax)
    {
        var node = PatternTraits.Simplified(pattern);
        return SequenceMatcher.TryCreate(node, syntax) ?? EdgeMatcher.TryCreate(node, syntax) ?? (PatternMatcher)new DotNetMatcher(node, syntax);
    }
}
