namespace DataMigration.Patterns;

/// <summary>A pattern as a graph of states (Thompson's construction) over ASCII; from it <see cref="AsciiAutomaton"/> makes its table.</summary>
internal sealed class StateGraph
{
    private const int MaxStates = 600;

    private enum Kind { Symbol, Fork, AtStart, AtEnd, Accept }

    private readonly List<(Kind Kind, bool[]? Symbols, int Next, int Other)> _states = [];
    private bool _tooLarge;

    private StateGraph() { }

    public int Start { get; private set; }

    /// <summary>Null when there would be too many states, or states cannot say it.</summary>
    public static StateGraph? Create(PatternNode pattern)
    {
        var graph = new StateGraph();
        graph.Start = graph.Emit(pattern, graph.Add(Kind.Accept));
        return graph._tooLarge ? null : graph;
    }

    /// <summary>Where a symbol leads from the given states.</summary>
    public IEnumerable<int> Step(int[] states, int symbol) => states.Where(s => _states[s].Symbols![symbol]).Select(s => _states[s].Next);

    /// <summary>For each symbol the first one that no state tells from it.</summary>
    public int[] Alike()
    {
        var classes = _states.Where(s => s.Symbols is not null).Select(s => s.Symbols!).Distinct().ToList();
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var alike = new int[AsciiAutomaton.Symbols];
        for (int symbol = 0; symbol < alike.Length; symbol++)
        {
            string signature = string.Concat(classes.Select(c => c[symbol] ? '1' : '0'));
            first.TryAdd(signature, symbol);
            alike[symbol] = first[signature];
        }
        return alike;
    }

    /// <summary>The states that wait for a symbol and can be reached without one, in order.</summary>
    public int[] Closure(IReadOnlyList<int> from, bool atStart, bool atEnd, out bool accepts)
    {
        accepts = false;
        var seen = new HashSet<int>();
        var open = new Stack<int>(from);
        var waiting = new SortedSet<int>();
        while (open.TryPop(out int state))
        {
            if (!seen.Add(state)) continue;
            var (kind, _, next, other) = _states[state];
            if (kind == Kind.Symbol) waiting.Add(state);
            else if (kind == Kind.Accept) accepts = true;
            else if (kind == Kind.Fork || kind == Kind.AtStart && atStart || kind == Kind.AtEnd && atEnd) open.Push(next);
            if (kind == Kind.Fork) open.Push(other);
        }
        return [.. waiting];
    }

    private int Add(Kind kind, int next = 0, int other = 0, bool[]? symbols = null)
    {
        _tooLarge |= _states.Count >= MaxStates;
        if (!_tooLarge) _states.Add((kind, symbols, next, other));
        return _states.Count - 1;
    }

    /// <summary>Adds what leads through a node to the state <paramref name="next"/>.</summary>
    private int Emit(PatternNode node, int next)
    {
        if (_tooLarge) return next;
        switch (node)
        {
            case OneOf one: return Add(Kind.Symbol, next, symbols: one.Class.Ascii());
            case StartOfText { OrLine: false }: return Add(Kind.AtStart, next);
            case EndOfText { OrLine: false }: return Add(Kind.AtEnd, next);
            case Group group: return Emit(group.Body, next);
            case Sequence sequence:
                for (int i = sequence.Parts.Count - 1; i >= 0; i--) next = Emit(sequence.Parts[i], next);
                return next;
            case Alternation alternation:
                int entry = Emit(alternation.Branches[^1], next);
                for (int i = alternation.Branches.Count - 2; i >= 0; i--) entry = Add(Kind.Fork, Emit(alternation.Branches[i], next), entry);
                return entry;
            case Repetition repetition: return EmitRepetition(repetition, next);
            default:
                // What looks around or back is no matter of states.
                _tooLarge = true;
                return next;
        }
    }

    private int EmitRepetition(Repetition repetition, int next)
    {
        int entry = next;
        if (repetition.Max is { } max)
            for (int i = repetition.Min; i < max && !_tooLarge; i++) entry = Add(Kind.Fork, Emit(repetition.Body, entry), next);
        else
        {
            entry = Add(Kind.Fork, 0, next);
            int body = Emit(repetition.Body, entry);
            if (!_tooLarge) _states[entry] = (Kind.Fork, null, body, next);
        }
        for (int i = 0; i < repetition.Min && !_tooLarge; i++) entry = Emit(repetition.Body, entry);
        return entry;
    }
}
