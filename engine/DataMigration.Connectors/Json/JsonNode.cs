using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DataMigration.Connectors.Json;

/// <summary>
/// A key at one place of the records, arrays not counted. Nodes of fields are there from the start; all other keys are learned as they come, so that each key of a record is
/// recognised by one comparison with the key that stood there in the record before.
/// </summary>
internal sealed class JsonNode
{
    private const int FewChildren = 8;

    private readonly List<JsonNode> _children = [];
    private readonly byte[] _spelled;
    private readonly Vector256<byte> _head;
    private readonly Vector256<byte> _mask;
    private Dictionary<byte[], JsonNode>? _byName;
    private JsonNode? _first;
    private JsonNode? _next;

    /// <param name="name">The key's UTF-8.</param>
    public JsonNode(byte[] name)
    {
        Name = name;
        bool isPlain = name.AsSpan().IndexOfAnyInRange((byte)0, (byte)0x1F) < 0 && name.AsSpan().IndexOfAny((byte)'"', (byte)'\\') < 0;
        // No key that is written with escapes starts like the latter.
        _spelled = isPlain ? [(byte)'"', .. name, .. "\":"u8] : "-"u8.ToArray();
        Span<byte> head = stackalloc byte[Vector256<byte>.Count], mask = stackalloc byte[Vector256<byte>.Count];
        int length = Math.Min(_spelled.Length, head.Length);
        _spelled.AsSpan(0, length).CopyTo(head);
        mask[..length].Fill(0xFF);
        (_head, _mask) = (Vector256.Create<byte>(head), Vector256.Create<byte>(mask));
    }

    public byte[] Name { get; }

    /// <summary>How many bytes the key has in quotes and with a colon, as it stands in most files.</summary>
    public int Length => _spelled.Length;

    /// <summary>The field that takes the value, or -1.</summary>
    public int Field { get; set; } = -1;

    /// <summary>Whether another key, which holds the dots of the path itself, wins over this one.</summary>
    public bool Yields { get; set; }

    /// <summary>Whether fields lie inside.</summary>
    public bool HasFields { get; set; }

    /// <summary>Whether a key inside that leads to no field is lost, because no field takes the object, or one around it, as a whole.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Which object last had this key; a second time in the same one is once too often.</summary>
    public long SeenIn { get; set; }

    public IReadOnlyList<JsonNode> Children => _children;

    /// <summary>Whether the key is passed over without a word.</summary>
    public bool IsIgnored { get; set; }

    /// <summary>Whether the key leads to a field.</summary>
    public bool IsKnown => Field >= 0 || HasFields;

    /// <summary>Whether the key stands there as in most files: in quotes, a colon behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool StandsAt(byte[] bytes, int at, int end)
    {
        if (at > bytes.Length - Vector256<byte>.Count || _spelled.Length > Vector256<byte>.Count) return bytes.AsSpan(at, end - at).StartsWith(_spelled);
        return ((Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(bytes), (nuint)at) ^ _head) & _mask) == Vector256<byte>.Zero && at + _spelled.Length <= end;
    }

    /// <summary>The child of this name, where the object's keys are asked for in their order. Guesses the one that came next in the record before, or the one behind it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="previous">The child before it, or null.</param>
    public JsonNode? Find(ReadOnlySpan<byte> key, JsonNode? previous)
    {
        if (Guess(previous) is { } guess)
        {
            if (key.SequenceEqual(guess.Name)) return guess;
            if (guess._next is { } behind && key.SequenceEqual(behind.Name)) return behind;
        }
        var found = Find(key);
        if (found is null) return null;
        if (previous is null) _first = found;
        else previous._next = found;
        return found;
    }

    /// <summary>The child that came behind another one, or first, in the record before.</summary>
    public JsonNode? Guess(JsonNode? previous) => previous is null ? _first : previous._next;

    public JsonNode Add(ReadOnlySpan<byte> key)
    {
        var child = new JsonNode(key.ToArray());
        _children.Add(child);
        if (_byName is not null) _byName.Add(child.Name, child);
        else if (_children.Count > FewChildren) _byName = _children.ToDictionary(c => c.Name, KeyComparer.Instance);
        return child;
    }

    /// <summary>The child of this name.</summary>
    public JsonNode? Find(ReadOnlySpan<byte> key)
    {
        if (_byName is not null) return _byName.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(key, out var named) ? named : null;
        foreach (var child in _children)
            if (key.SequenceEqual(child.Name)) return child;
        return null;
    }
}
