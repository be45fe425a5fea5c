namespace DataMigration.Patterns;

/// <summary>
/// Judges ASCII text byte by byte with one table look-up each: a deterministic automaton made when planning. Text with other characters, and
/// patterns whose automaton would be large, are left to the regex engine. Immutable, shared by all workers.
/// </summary>
internal sealed class AsciiAutomaton
{
    public const int Symbols = 128;

    private const byte Accept = 255, Dead = 254, MaxStates = 250;
    private readonly byte[] _next;
    private readonly bool[] _acceptsAtEnd;
    private readonly byte _start;

    private AsciiAutomaton(byte[] next, bool[] acceptsAtEnd, byte start) => (_next, _acceptsAtEnd, _start) = (next, acceptsAtEnd, start);

    /// <summary>Whether some part of the text matches; null when a character that is not ASCII comes before that is decided.</summary>
    public bool? IsMatch(ReadOnlySpan<byte> text)
    {
        byte[] next = _next;
        int state = _start;
        foreach (byte symbol in text)
        {
            if (state >= Dead) break;
            if (symbol >= Symbols) return null;
            state = next[state * Symbols + symbol];
        }
        return state >= Dead ? state == Accept : _acceptsAtEnd[state];
    }

    /// <summary>Null when the automaton would be too large.</summary>
    public static AsciiAutomaton? Create(PatternNode pattern)
    {
        if (StateGraph.Create(pattern) is not { } graph) return null;
        var sets = new List<int[]>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var acceptsAtEnd = new List<bool>();
        var rows = new List<byte[]>();
        int[] alike = graph.Alike();
        byte start = Number([graph.Start], atStart: true);
        for (int i = 0; i < sets.Count; i++)
        {
            var row = new byte[Symbols];
            for (int symbol = 0; symbol < Symbols; symbol++)
                // A match may begin at every character, so each step starts the pattern anew as well.
                row[symbol] = alike[symbol] < symbol ? row[alike[symbol]] : Number(Anew(graph.Step(sets[i], symbol)), atStart: false);
            rows.Add(row);
            if (sets.Count > MaxStates) return null;
        }
        byte[] next = new byte[rows.Count * Symbols];
        for (int i = 0; i < rows.Count; i++) rows[i].CopyTo(next, i * Symbols);
        return new AsciiAutomaton(next, [.. acceptsAtEnd], start);

        List<int> Anew(List<int> states)
        {
            states.Add(graph.Start);
            return states;
        }

        byte Number(List<int> core, bool atStart)
        {
            var reached = graph.Closure(core, atStart, atEnd: false, out bool accepts);
            if (accepts) return Accept;
            graph.Closure(core, atStart, atEnd: true, out bool atEnd);
            if (reached.Length == 0 && !atEnd) return Dead;
            string key = Key(reached, atEnd);
            if (numbers.TryGetValue(key, out int number)) return (byte)number;
            if (sets.Count > MaxStates) return Dead;
            numbers.Add(key, number = sets.Count);
            sets.Add(reached);
            acceptsAtEnd.Add(atEnd);
            return (byte)number;
        }
    }

    private static string Key(int[] states, bool atEnd)
    {
        var key = new char[states.Length + 1];
        key[0] = atEnd ? '1' : '0';
        for (int i = 0; i < states.Length; i++) key[i + 1] = (char)states[i];
        return new string(key);
    }
}
