using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using DataMigration.Data;

namespace DataMigration.Scripting.Interpreted;

/// <summary>
/// What a script returned for values that it has seen: a script depends on the fields it reads and on nothing else, and a column of levels has four values
/// in two million rows. Bounded, and given up where most values are new.
/// </summary>
internal sealed class ScriptMemo
{
    /// <summary>Bytes of the longest key.</summary>
    public const int KeyLength = 96;

    private const int MostFields = 4, MostResults = 1024, Trial = 4096;

    private readonly IReadOnlyList<int> _fields;
    private readonly Dictionary<byte[], ScriptResult> _results = new(new KeyComparer());
    private readonly Dictionary<byte[], ScriptResult>.AlternateLookup<ReadOnlySpan<byte>> _lookup;
    private int _calls, _hits;

    private ScriptMemo(IReadOnlyList<int> fields)
    {
        _fields = fields;
        _lookup = _results.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>Whether it pays, as far as is known.</summary>
    public bool IsOn { get; private set; } = true;

    /// <summary>Null for a script that reads too much for the same to come again.</summary>
    /// <param name="fields">Positions of the fields it reads.</param>
    public static ScriptMemo? For(IReadOnlyList<int> fields) => fields.Count is > 0 and <= MostFields ? new ScriptMemo(fields) : null;

    /// <summary>The values of the row as one key; empty where they are too long.</summary>
    public ReadOnlySpan<byte> Key(RecordBatch batch, int row, Span<byte> room)
    {
        var writer = new KeyWriter(room);
        foreach (int field in _fields)
            if (!writer.Add(batch[field], row)) return [];
        return writer.Written;
    }

    public bool TryGet(ReadOnlySpan<byte> key, out ScriptResult result)
    {
        bool hit = _lookup.TryGetValue(key, out result);
        _hits += hit ? 1 : 0;
        if (++_calls < Trial) return hit;
        IsOn = _hits > Trial / 16;
        if (!IsOn) _results.Clear();
        _calls = _hits = 0;
        return hit;
    }

    /// <summary>Keeps a result. Failures are not kept: they may be of time or memory.</summary>
    public void Keep(ReadOnlySpan<byte> key, ScriptResult result)
    {
        if (_results.Count < MostResults && result.Kind != ScriptResultKind.Error && IsOn) _lookup[key] = result;
    }

    /// <summary>The results will not be asked for again.</summary>
    public void GiveUp()
    {
        IsOn = false;
        _results.Clear();
    }

    private ref struct KeyWriter(Span<byte> room)
    {
        private const byte Null = 255;
        private readonly Span<byte> _room = room;
        private int _length;

        public readonly ReadOnlySpan<byte> Written => _room[.._length];

        public bool Add(Column column, int row)
        {
            if (column.IsNull(row)) return Add([], Null);
            return column switch
            {
                TextColumn text => text[row].Length < Null && Add(text[row], (byte)text[row].Length),
                Column<long> numbers => Add(numbers[row]),
                Column<double> numbers => Add(numbers[row]),
                Column<Int128> numbers => Add(numbers[row]),
                Column<int> days => Add(days[row]),
                Column<bool> flags => Add(flags[row]),
                _ => false,
            };
        }

        private bool Add<T>(T value) where T : struct => Add(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)), 0);

        // The length comes first, so that two values are never taken for two others.
        private bool Add(scoped ReadOnlySpan<byte> value, byte length)
        {
            if (_length + 1 + value.Length > _room.Length) return false;
            _room[_length++] = length;
            value.CopyTo(_room[_length..]);
            _length += value.Length;
            return true;
        }
    }

    private sealed class KeyComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] byte[] key) => GetHashCode(key.AsSpan());

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate) => (int)XxHash3.HashToUInt64(alternate);
    }
}
