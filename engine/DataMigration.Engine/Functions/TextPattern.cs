using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using DataMigration.Patterns;

namespace DataMigration.Functions;

/// <summary>
/// A pattern of a function: the same ECMAScript syntax and linear time as the validation <c>matches</c>, but with its groups. Shared by all workers.
/// </summary>
internal sealed class TextPattern
{
    private readonly PatternNode _pattern;
    private readonly AsciiAutomaton? _automaton;
    private readonly ConditionalWeakTable<Thread, Regex> _regexes = [];

    private TextPattern(PatternNode pattern, AsciiAutomaton? automaton, int groups) => (_pattern, _automaton, Groups) = (pattern, automaton, groups);

    /// <summary>How many groups it has.</summary>
    public int Groups { get; }

    /// <summary>Parses and compiles a pattern, or says what is wrong with it.</summary>
    public static TextPattern? Create(string pattern, out string? problem)
    {
        try
        {
            var node = PatternParser.Parse(pattern, PatternSyntax.Linear);
            DotNetPattern.Compile(node);
            int groups = PatternTraits.Groups(node).Count();
            problem = null;
            return new TextPattern(node, AsciiAutomaton.Create(node), groups);
        }
        catch (PatternProblem found)
        {
            problem = found.At(null).Message;
        }
        catch (NotSupportedException)
        {
            problem = "its pattern is too large to be matched in linear time; shorten its repetitions";
        }
        return null;
    }

    /// <summary>The first match, or null. Most cells of most columns cost no string: plain ASCII is judged by a table first.</summary>
    public Match? Find(ReadOnlySpan<byte> utf8, out string text)
    {
        text = "";
        if (_automaton?.IsMatch(utf8) == false) return null;
        text = Encoding.UTF8.GetString(utf8);
        // Workers that share one regex wait for each other while it learns.
        var match = _regexes.GetValue(Thread.CurrentThread, _ => DotNetPattern.Compile(_pattern)).Match(text);
        return match.Success ? match : null;
    }
}
