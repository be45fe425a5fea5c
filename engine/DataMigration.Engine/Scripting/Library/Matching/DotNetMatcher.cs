using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using DataMigration.Patterns;

namespace DataMigration.Scripting.Library.Matching;

/// <summary>Any other pattern: by .NET's linear-time engine where that can be, else by the backtracking one with a time limit.</summary>
internal sealed class DotNetMatcher : PatternMatcher
{
    private readonly PatternNode _pattern;
    private readonly PatternSyntax _syntax;
    private readonly bool _isLinear;
    private readonly ConditionalWeakTable<Thread, Regex> _linear = [];
    private readonly Lazy<Regex> _backtracking, _sticky;

    /// <exception cref="PatternProblem">.NET's engines would find something else than ECMAScript's rules.</exception>
    public DotNetMatcher(PatternNode pattern, PatternSyntax syntax)
    {
        (_pattern, _syntax) = (pattern, syntax);
        if (PatternTraits.EmptyTurns(pattern) is not null) throw PatternProblem.Unsupported("a repetition of what may be empty", 0, "Let what is repeated have at least one character.");
        _isLinear = PatternTraits.IsLinear(pattern, syntax) && CanBeLinear();
        _backtracking = new(() => DotNetPattern.Compile(pattern, syntax, RegexOptions.None, ScriptGuards.MatchTimeout));
        // \G is where the search begins.
        _sticky = new(() => new Regex(@"\G(?:" + DotNetPattern.Write(pattern, syntax) + ")", RegexOptions.CultureInvariant, ScriptGuards.MatchTimeout));
    }

    public override bool Find(ReadOnlySpan<char> text, int start, bool sticky, Span<Capture> captures)
    {
        var regex = sticky ? _sticky.Value : _isLinear ? LinearHere() : _backtracking.Value;
        if (captures.Length > 1) return FindGroups(regex, text.ToString(), start, captures);
        foreach (var match in regex.EnumerateMatches(text, start))
        {
            captures[0] = new Capture(match.Index, match.Length);
            return true;
        }
        return false;
    }

    public override bool Find(ReadOnlySpan<byte> ascii, int start, bool sticky, Span<Capture> captures)
    {
        char[]? rented = null;
        Span<char> text = ascii.Length <= 256 ? stackalloc char[256] : rented = ArrayPool<char>.Shared.Rent(ascii.Length);
        try
        {
            Ascii.ToUtf16(ascii, text, out int length);
            return Find(text[..length], start, sticky, captures);
        }
        finally
        {
            if (rented is not null) ArrayPool<char>.Shared.Return(rented);
        }
    }

    private static bool FindGroups(Regex regex, string text, int start, Span<Capture> captures)
    {
        var match = regex.Match(text, start);
        if (!match.Success) return false;
        for (int i = 0; i < captures.Length; i++)
        {
            var group = match.Groups[i];
            captures[i] = group.Success ? new Capture(group.Index, group.Length) : Capture.None;
        }
        return true;
    }

    private bool CanBeLinear()
    {
        try
        {
            LinearHere();
            return true;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    // Workers that share one wait for each other while it learns.
    private Regex LinearHere() => _linear.GetValue(Thread.CurrentThread, _ => DotNetPattern.Compile(_pattern, _syntax, RegexOptions.NonBacktracking, ScriptGuards.MatchTimeout));
}
