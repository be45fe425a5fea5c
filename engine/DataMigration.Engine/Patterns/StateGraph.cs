namespace DataMigration.Patterns;

/// <summary>A pattern as a graph of states (Thompson's construction) over ASCII; from it <see cref="AsciiAutomaton"/> makes its table.</summary>
internal sealed class StateGraph
{
    private const int MaxStates = 600;

    private enum Kind { Symbol, Fork, AtStart, AtEnd, Accept }

    // Classes and plain arrays: code for sets and lists of values would be compiled first, at every start.
    private readonly List<State> _states = [];
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
    public List<int> Step(int[] states, int symbol)
    {
        var reached = new List<int>();
        foreach (int state in states)
            if (_states[state].Symbols![symbol]) reached.Add(_states[state].Next);
        return reached;
    }

    /// <summary>For each symbol the first one that no state tells from it.</summary>
    public int[] Alike()
    {
        var classes = _states.Where(s => s.Symbols is not null).Select(s => s.Symbols!).Distinct().ToList();
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var alike = new int[AsciiAutomaton.Symbols];
        for (int symbol = 0; symbol < alike.Length; symbol++)
        {
            var belongs = new char[classes.Count];
            for (int i = 0; i < belongs.Length; i++) belongs[i] = classes[i][symbol] ? '1' : '0';
            string signature = new(belongs);
            first.TryAdd(signature, symbol);
            alike[symbol] = first[signature];
        }
        return alike;
    }

    /// <summary>The states that wait for a symbol and can be reached without one, in order.</summary>
    public int[] Closure(List<int> from, bool atStart, bool atEnd, out bool accepts)
    {
        accepts = false;
        var seen = new bool[_states.Count];
        var open = new List<int>(from);
        while (open.Count > 0)
        {
            int at = open[^1];
            open.RemoveAt(open.Count - 1);
            if (seen[at]) continue;
            seen[at] = true;
            var state = _states[at];
            if (state.Kind == Kind.Accept) accepts = true;
            else if (state.Kind == Kind.Fork || state.Kind == Kind.AtStart && atStart || state.Kind == Kind.AtEnd && atEnd) open.Add(state.Next);
            if (state.Kind == Kind.Fork) open.Add(state.Other);
        }
        var waiting = new List<int>();
        for (int at = 0; at < seen.Length; at++)
            if (seen[at] && _states[at].Kind == Kind.Symbol) waiting.Add(at);
        return [.. waiting];
    }

    private int Add(Kind kind, int next = 0, int other = 0, bool[]? symbols = null)
    {
        _tooLarge |= _states.Count >= MaxStates;
        if (!_tooLarge) _states.Add(new State(kind, symbols, next, other));
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
            if (!_tooLarge) _states[entry] = new State(Kind.Fork, null, body, next);
        }
        for (int i = 0; i < repetition.Min && !_tooLarge; i++) entry = Emit(repetition.Body, entry);
        return entry;
    }

    private sealed record State(Kind Kind, bool[]? Symbols, int Next, int Other);
}
