using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DataMigration.Patterns;

/// <summary>
/// Judges ASCII text byte by byte with one table look-up each: a deterministic automaton made when planning. Text with other characters, and
/// patterns whose automaton would be large, are left to the regex engine. Immutable, shared by all workers.
/// </summary>
internal sealed class AsciiAutomaton
{
    public const int Symbols = 128;

    private const byte Accept = 255, Dead = 254, MaxStates = 250;
    private const int Bytes = 256, Matching = 0, Failing = 1, Unknown = 2;
    private readonly ushort[] _steps;
    private readonly int _first;
    private readonly int _decided;
    private readonly bool[] _acceptsAtEnd;

    private AsciiAutomaton(byte[] next, bool[] acceptsAtEnd, byte start)
    {
        _acceptsAtEnd = acceptsAtEnd;
        // A row a state of all 256 bytes, and rows for the three ways in which it is decided, which nothing leaves.
        int states = acceptsAtEnd.Length;
        _decided = states * Bytes;
        _steps = new ushort[(states + 3) * Bytes];
        for (int from = 0; from < _steps.Length; from++)
        {
            int state = from / Bytes, symbol = from % Bytes;
            int to = state >= states ? state : symbol >= Symbols ? states + Unknown : Row(next[state * Symbols + symbol]);
            _steps[from] = (ushort)(to * Bytes);
        }
        _first = Row(start) * Bytes;

        int Row(byte state) => state switch
        {
            Accept => states + Matching,
            Dead => states + Failing,
            _ => state,
        };
    }

    /// <summary>
    /// The same for the values of many rows, four of them side by side: a step waits for the one before it, not for those of other rows.
    /// </summary>
    /// <param name="bytes">Where the values stand.</param>
    /// <param name="starts">Where each row's value starts.</param>
    /// <param name="lengths">How long it is.</param>
    /// <param name="rows">The rows to judge.</param>
    /// <param name="others">Takes those that do not match or are not decided, each with whether it does not match.</param>
    public void Judge(byte[] bytes, ReadOnlySpan<int> starts, ReadOnlySpan<int> lengths, ReadOnlySpan<int> rows, List<(int Row, bool Fails)> others)
    {
        ref ushort steps = ref MemoryMarshal.GetArrayDataReference(_steps);
        int i = 0;
        for (; i + 4 <= rows.Length; i += 4)
        {
            int r0 = rows[i], r1 = rows[i + 1], r2 = rows[i + 2], r3 = rows[i + 3];
            ReadOnlySpan<byte> v0 = new(bytes, starts[r0], lengths[r0]), v1 = new(bytes, starts[r1], lengths[r1]), v2 = new(bytes, starts[r2], lengths[r2]), v3 = new(bytes, starts[r3], lengths[r3]);
            int common = Math.Min(Math.Min(v0.Length, v1.Length), Math.Min(v2.Length, v3.Length));
            int s0 = _first, s1 = s0, s2 = s0, s3 = s0;
            for (int at = 0; at < common; at++)
            {
                s0 = Unsafe.Add(ref steps, s0 + v0[at]);
                s1 = Unsafe.Add(ref steps, s1 + v1[at]);
                s2 = Unsafe.Add(ref steps, s2 + v2[at]);
                s3 = Unsafe.Add(ref steps, s3 + v3[at]);
            }
            End(r0, s0, v0[common..], others);
            End(r1, s1, v1[common..], others);
            End(r2, s2, v2[common..], others);
            End(r3, s3, v3[common..], others);
        }
        for (; i < rows.Length; i++) End(rows[i], _first, new ReadOnlySpan<byte>(bytes, starts[rows[i]], lengths[rows[i]]), others);
    }

    private void End(int row, int state, ReadOnlySpan<byte> rest, List<(int Row, bool Fails)> others)
    {
        ref ushort steps = ref MemoryMarshal.GetArrayDataReference(_steps);
        foreach (byte symbol in rest) state = Unsafe.Add(ref steps, state + symbol);
        if (state < _decided ? _acceptsAtEnd[state / Bytes] : state == _decided + (Matching * Bytes)) return;
        others.Add((row, Fails: state != _decided + (Unknown * Bytes)));
    }

    /// <summary>Whether some part of the text matches; null when a character that is not ASCII comes before that is decided.</summary>
    public bool? IsMatch(ReadOnlySpan<byte> text)
    {
        ref ushort steps = ref MemoryMarshal.GetArrayDataReference(_steps);
        int state = _first;
        foreach (byte symbol in text)
        {
            if (state >= _decided) break;
            state = Unsafe.Add(ref steps, state + symbol);
        }
        if (state < _decided) return _acceptsAtEnd[state / Bytes];
        return state == _decided + (Unknown * Bytes) ? null : state == _decided + (Matching * Bytes);
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
