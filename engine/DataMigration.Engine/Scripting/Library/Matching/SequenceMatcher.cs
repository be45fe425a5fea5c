using DataMigration.Patterns;

namespace DataMigration.Scripting.Library.Matching;

/// <summary>
/// Patterns that are one class after the other, each so many times, where nothing is won by giving back what was taken: <c>[^0-9]</c>, <c>\s+</c>,
/// <c>^(\d{4})-(\d\d)$</c>, and every plain text. One pass, no engine.
/// </summary>
internal sealed class SequenceMatcher : UnitMatcher
{
    private const int MaxSteps = 64, MaxBounded = 256;

    private readonly Step[] _steps;
    private readonly (int From, int To)[] _groups;
    private readonly bool _atStart, _atEnd;

    private SequenceMatcher(Builder built) => (_steps, _groups, _atStart, _atEnd) = ([.. built.Steps], built.Groups, built.AtStart, built.AtEnd);

    public static SequenceMatcher? TryCreate(PatternNode pattern, PatternSyntax syntax)
    {
        var built = new Builder(syntax, PatternTraits.Groups(pattern).Count());
        if (!built.Add(pattern) || built.Steps.Count is 0 or > MaxSteps) return null;
        var matcher = new SequenceMatcher(built);
        return matcher.IsDecided() && matcher.IsLinear() ? matcher : null;
    }

    /// <summary>The set, when the pattern is one class once or many times and nothing else; so is what is cleaned away most often.</summary>
    public UnitSet? OnlySet => _steps is [{ Min: 1, Max: 1 or int.MaxValue }] && !_atStart && !_atEnd ? _steps[0].Set : null;

    protected override bool Find<TUnits>(TUnits text, int start, bool sticky, Span<Capture> captures)
    {
        Span<int> places = stackalloc int[_steps.Length + 1];
        var first = _steps[0];
        for (int at = start; at <= text.Length; at++)
        {
            if (_atStart && at > 0) return false;
            if (Match(text, at, places))
            {
                captures[0] = new Capture(at, places[^1] - at);
                for (int i = 0; i < _groups.Length; i++) captures[i + 1] = new Capture(places[_groups[i].From], places[_groups[i].To] - places[_groups[i].From]);
                return true;
            }
            if (sticky) return false;
            // What failed behind a run fails behind any part of it.
            if (first.Max == int.MaxValue) at += first.Set.Run(text, at, int.MaxValue);
        }
        return false;
    }

    private bool Match<TUnits>(TUnits text, int at, Span<int> places) where TUnits : IUnits, allows ref struct
    {
        for (int i = 0; i < _steps.Length; i++)
        {
            places[i] = at;
            int count = _steps[i].Set.Run(text, at, _steps[i].Max);
            if (count < _steps[i].Min) return false;
            at += count;
        }
        places[^1] = at;
        return !_atEnd || at == text.Length;
    }

    /// <summary>Whether each step that could take less must take all: nothing that may follow it is in its set.</summary>
    private bool IsDecided()
    {
        for (int i = 0; i < _steps.Length; i++)
        {
            if (_steps[i].Min == _steps[i].Max) continue;
            for (int next = i + 1; next < _steps.Length; next++)
            {
                if (_steps[i].Set.Overlaps(_steps[next].Set)) return false;
                if (_steps[next].Min > 0) break;
            }
        }
        return true;
    }

    /// <summary>Whether a search from every position stays cheap: only the first step may run far, or the last where nothing fails behind it.</summary>
    private bool IsLinear()
    {
        if (_atStart) return true;
        int unbounded = _steps.Count(s => s.Max == int.MaxValue);
        bool goodPlace = unbounded == 0 || (unbounded == 1 && (_steps[0].Max == int.MaxValue || (_steps[^1].Max == int.MaxValue && !_atEnd)));
        return goodPlace && _steps.Where(s => s.Max < int.MaxValue).Sum(s => (long)s.Max) <= MaxBounded;
    }

    private readonly record struct Step(UnitSet Set, int Min, int Max);

    private sealed class Builder(PatternSyntax syntax, int groups)
    {
        public List<Step> Steps { get; } = [];

        public (int From, int To)[] Groups { get; } = new (int, int)[groups];

        public bool AtStart { get; private set; }

        public bool AtEnd { get; private set; }

        public bool Add(PatternNode node)
        {
            switch (node)
            {
                case Sequence sequence: return sequence.Parts.All(Add);
                case StartOfText { OrLine: false } when Steps.Count == 0: return AtStart = true;
                case EndOfText { OrLine: false }: return AtEnd = true;
                case Group group:
                    int from = Steps.Count;
                    if (!Add(group.Body)) return false;
                    Groups[group.Number - 1] = (from, Steps.Count);
                    return true;
                case Repetition { IsLazy: false } repetition: return Add(UnitSet.Of(repetition.Body, syntax), repetition.Min, repetition.Max ?? int.MaxValue);
                default: return Add(UnitSet.Of(node, syntax), 1, 1);
            }
        }

        private bool Add(UnitSet? set, int min, int max)
        {
            if (set is null || AtEnd) return false;
            Steps.Add(new Step(set, min, max));
            return true;
        }
    }
}
