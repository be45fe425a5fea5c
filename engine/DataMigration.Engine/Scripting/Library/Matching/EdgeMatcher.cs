using DataMigration.Patterns;

namespace DataMigration.Scripting.Library.Matching;

/// <summary><c>^\s+|\s+$</c> and its like: a run at either end.</summary>
internal sealed class EdgeMatcher : UnitMatcher
{
    private readonly UnitSet _leading, _trailing;

    private EdgeMatcher(UnitSet leading, UnitSet trailing) => (_leading, _trailing) = (leading, trailing);

    public static EdgeMatcher? TryCreate(PatternNode pattern, PatternSyntax syntax)
    {
        if (pattern is not Alternation
            {
                Branches: [Sequence { Parts: [StartOfText { OrLine: false }, Repetition { Min: 1, Max: null, IsLazy: false } leading] }, Sequence { Parts: [Repetition { Min: 1, Max: null, IsLazy: false } trailing, EndOfText { OrLine: false }] }]
            }) return null;
        return UnitSet.Of(leading.Body, syntax) is { } first && UnitSet.Of(trailing.Body, syntax) is { } last ? new EdgeMatcher(first, last) : null;
    }

    protected override bool Find<TUnits>(TUnits text, int start, bool sticky, Span<Capture> captures)
    {
        if (start == 0 && _leading.Run(text, 0, int.MaxValue) is > 0 and var run)
        {
            captures[0] = new Capture(0, run);
            return true;
        }
        int from = text.Length;
        while (from > start && _trailing.Holds(text[from - 1])) from--;
        captures[0] = new Capture(from, text.Length - from);
        return from < text.Length && (!sticky || from == start);
    }
}
