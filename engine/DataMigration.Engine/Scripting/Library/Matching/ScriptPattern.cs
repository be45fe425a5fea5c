using System.Collections.Concurrent;
using DataMigration.Patterns;

namespace DataMigration.Scripting.Library.Matching;

/// <summary>A regular expression with its flags, shared by all workers; what changes while matching (<c>lastIndex</c>) is the caller's.</summary>
internal sealed class ScriptPattern
{
    private const string Known = "dgimsuvy";
    private const int MostKept = 200;

    // Making one costs many times what a match does, and the same are made again: when planning and when compiling, and by scripts that make them of texts.
    private static readonly ConcurrentDictionary<(string Source, string Flags), ScriptPattern> Kept = [];

    private readonly PatternMatcher _matcher;
    private readonly AsciiAutomaton? _automaton;

    private ScriptPattern(string source, string flags, PatternNode node, PatternSyntax syntax)
    {
        (Source, Flags) = (source, flags);
        (IsGlobal, IsSticky, IsUnicode) = (flags.Contains('g'), flags.Contains('y'), flags.Contains('u'));
        _matcher = PatternMatcher.Create(node, syntax);
        if (IsGlobal && !IsSticky) OnlySet = (_matcher as SequenceMatcher)?.OnlySet;
        if (_matcher is DotNetMatcher) _automaton = AsciiAutomaton.Create(node);
        GroupCount = PatternTraits.Groups(node).Count();
        Names = [.. PatternTraits.All(node).OfType<Group>().Where(g => g.Name is not null).Select(g => (g.Name!, g.Number))];
    }

    public string Source { get; }

    /// <summary>In the order of the alphabet, as <c>flags</c> has them.</summary>
    public string Flags { get; }

    public int GroupCount { get; }

    /// <summary>The groups that have names, in their order.</summary>
    public IReadOnlyList<(string Name, int Group)> Names { get; }

    public bool IsGlobal { get; }

    public bool IsSticky { get; }

    public bool IsUnicode { get; }

    /// <summary>The units that it takes away or replaces one by one, when it is a single class with the flag g: then no match need be found.</summary>
    public UnitSet? OnlySet { get; }

    /// <exception cref="ScriptError">A SyntaxError: it is no regular expression of ours; the message says what is the matter.</exception>
    public static ScriptPattern Create(string source, string flags)
    {
        if (Kept.TryGetValue((source, flags), out var known)) return known;
        var made = Make(source, flags);
        if (Kept.Count >= MostKept) Kept.Clear();
        return Kept.GetOrAdd((source, flags), made);
    }

    /// <summary>The number of a named group, or −1.</summary>
    public int GroupOf(string name)
    {
        foreach (var (known, group) in Names)
            if (known == name) return group;
        return -1;
    }

    /// <summary>Whether there is a match anywhere.</summary>
    public bool IsMatch(ReadOnlySpan<byte> ascii)
    {
        if (!IsSticky && _automaton?.IsMatch(ascii) is { } decided) return decided;
        Span<Capture> captures = stackalloc Capture[GroupCount + 1];
        return Find(ascii, 0, captures);
    }

    /// <inheritdoc cref="IsMatch(ReadOnlySpan{byte})"/>
    public bool IsMatch(ReadOnlySpan<char> text)
    {
        Span<Capture> captures = stackalloc Capture[GroupCount + 1];
        return Find(text, 0, captures);
    }

    /// <summary>Finds the first match from a position on; with the flag y only one that begins there.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">From 0 to its length.</param>
    /// <param name="captures">Takes the match and its groups: one more than <see cref="GroupCount"/>.</param>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">It took longer than <see cref="ScriptGuards.MatchTimeout"/>.</exception>
    public bool Find(ReadOnlySpan<char> text, int start, Span<Capture> captures)
    {
        CheckSearched(text.Length);
        return _matcher.Find(text, start, IsSticky, captures);
    }

    /// <summary>The same whatever the flag y says, as <c>split</c> searches.</summary>
    public bool FindAnywhere(ReadOnlySpan<char> text, int start, Span<Capture> captures)
    {
        CheckSearched(text.Length);
        return _matcher.Find(text, start, false, captures);
    }

    /// <inheritdoc cref="Find(ReadOnlySpan{char}, int, Span{Capture})"/>
    public bool Find(ReadOnlySpan<byte> ascii, int start, Span<Capture> captures)
    {
        CheckSearched(ascii.Length);
        // Most texts of most patterns have no match, which a table tells at once.
        if (start == 0 && _automaton?.IsMatch(ascii) == false) return false;
        return _matcher.Find(ascii, start, IsSticky, captures);
    }

    /// <summary>Where the next search begins after a match: behind it, or one further behind an empty one.</summary>
    public int After(Capture match, ReadOnlySpan<char> text)
    {
        if (match.Length > 0) return match.End;
        bool pair = IsUnicode && match.End + 1 < text.Length && char.IsSurrogatePair(text[match.End], text[match.End + 1]);
        return match.End + (pair ? 2 : 1);
    }

    private static ScriptPattern Make(string source, string flags)
    {
        if (flags.Distinct().Count() < flags.Length || flags.Any(f => !Known.Contains(f))) throw ScriptError.Syntax($"'{flags}' are not flags of a regular expression, each once");
        if (flags.Contains('d') || flags.Contains('v')) throw ScriptError.Syntax("each of the flags d and v of a regular expression is not supported: leave them out, or use u for v");
        var syntax = new PatternSyntax
        {
            IgnoresCase = flags.Contains('i'), IsMultiline = flags.Contains('m'), DotIsAny = flags.Contains('s'), IsUnicode = flags.Contains('u'),
        };
        try
        {
            return new ScriptPattern(source, string.Concat(flags.Order()), PatternParser.Parse(source, syntax), syntax);
        }
        catch (PatternProblem problem)
        {
            throw ScriptError.Syntax(problem.Message);
        }
    }

    private static void CheckSearched(int length)
    {
        if (length > ScriptLimits.SearchedLength) throw ScriptError.Range($"the text has {length:N0} characters; {ScriptLimits.SearchedLength:N0} can be searched");
    }
}
