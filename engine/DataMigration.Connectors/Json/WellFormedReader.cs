using System.Runtime.CompilerServices;

namespace DataMigration.Connectors.Json;

/// <summary>
/// Reads records that have nothing wrong with them, in one go: keys are compared with those of the record before, values found by <see cref="JsonText"/>. All others, and those that
/// have keys never seen before, it leaves to the <see cref="JsonRecordReader"/>, which says what is wrong.
/// </summary>
internal sealed class WellFormedReader(JsonFields fields, JsonCells cells)
{
    /// <summary>Deeper ones are read by the other one, which has no need of a stack.</summary>
    private const int MaxDepth = 32;

    private byte[] _scratch = new byte[256];
    private byte[] _bytes = [];
    private int _end;
    private byte _lineFeed;

    private ReadOnlySpan<byte> Text => _bytes.AsSpan(0, _end);

    /// <summary>Reads a record as the last row of the cells.</summary>
    /// <param name="bytes">The block's text.</param>
    /// <param name="start">Where the record starts.</param>
    /// <param name="end">Where the text ends.</param>
    /// <param name="inLine">Whether it may hold no line feed.</param>
    /// <returns>Where it ends, or -1 where it has not been read; values may have been set all the same.</returns>
    public int Read(byte[] bytes, int start, int end, bool inLine)
    {
        (_bytes, _end, _lineFeed) = (bytes, end, inLine ? (byte)' ' : (byte)'\n');
        return bytes[start] == '{' ? ReadObject(start + 1, fields.Root, true, 0) : -1;
    }

    /// <param name="at">Behind the brace.</param>
    private int ReadObject(int at, JsonNode node, bool assign, int depth)
    {
        if (depth == MaxDepth) return -1;
        var text = Text;
        long instance = ++fields.Instances;
        bool closed = assign && node.IsClosed && fields.RejectsUndeclared;
        at = SkipBlanks(text, at);
        if (at < text.Length && text[at] == '}') return at + 1;
        for (JsonNode? child = null; ;)
        {
            child = ReadKey(text, ref at, node, child);
            if (child is null || child.SeenIn == instance || (closed && !child.IsKnown && !child.IsIgnored)) return -1;
            child.SeenIn = instance;
            at = ReadValue(at, child, assign && child.IsKnown, depth);
            if (at < 0) return -1;
            at = SkipBlanks(text, at);
            if (at >= text.Length) return -1;
            byte next = text[at++];
            if (next == '}') return at;
            if (next != ',') return -1;
            at = SkipBlanks(text, at);
        }
    }

    /// <summary>The node of the key, and where its value starts; null for a key that is none or not known.</summary>
    private JsonNode? ReadKey(ReadOnlySpan<byte> text, ref int at, JsonNode node, JsonNode? previous)
    {
        if (node.Guess(previous) is { } guess && guess.StandsAt(_bytes, at, _end))
        {
            at = SkipBlanks(text, at + guess.Length);
            return guess;
        }
        if (at >= text.Length || text[at] != '"') return null;
        int start = at + 1, close = JsonText.EndOfString(_bytes, start, _end, out bool escaped);
        if (close < 0) return null;
        var key = text[start..close];
        if (escaped && !TryUnescape(ref key)) return null;
        at = SkipBlanks(text, close + 1);
        if (at >= text.Length || text[at] != ':') return null;
        at = SkipBlanks(text, at + 1);
        return node.Find(key, previous);
    }

    private int ReadValue(int at, JsonNode node, bool assign, int depth)
    {
        if (at >= _end) return -1;
        int field = assign ? node.Field : -1;
        if (field >= 0 && node.Yields && cells.IsSet(field)) field = -1;
        int end;
        JsonKinds kind;
        switch (_bytes[at])
        {
            case (byte)'"':
                end = ReadString(at, field);
                if (field >= 0) return end;
                kind = JsonKinds.String;
                break;
            case (byte)'{':
                (end, kind) = (ReadObject(at + 1, node, assign && node.HasFields, depth + 1), JsonKinds.Object);
                break;
            case (byte)'[':
                (end, kind) = (ReadArray(at + 1, node, depth + 1), JsonKinds.Array);
                break;
            case (byte)'n':
                end = EndOfWord(at, "null"u8);
                if (field >= 0) cells.SetNull(field);
                return end;
            case (byte)'t' or (byte)'f':
                (end, kind) = (EndOfWord(at, _bytes[at] == 't' ? "true"u8 : "false"u8), JsonKinds.Boolean);
                break;
            default:
                (end, kind) = (JsonText.EndOfNumber(Text, at), JsonKinds.Number);
                break;
        }
        return end < 0 || !assign || Set(node, field, kind, at, end) ? end : -1;
    }

    /// <param name="at">At the opening quote.</param>
    private int ReadString(int at, int field)
    {
        int start = at + 1, close = JsonText.EndOfString(_bytes, start, _end, out bool escaped);
        if (close < 0) return -1;
        bool isText = field >= 0 && !fields.IsJson(field);
        if (!escaped)
        {
            if (isText) cells.Set(field, start, close - start);
            else if (field >= 0) cells.Set(field, at, close + 1 - at);
            return close + 1;
        }
        var value = _bytes.AsSpan(start..close);
        if (isText)
        {
            if (!JsonEscapes.TryUnescape(value, cells.Reserve(value.Length), out int written)) return -1;
            cells.SetKept(field, written);
            return close + 1;
        }
        ReadOnlySpan<byte> ignored = value;
        if (!TryUnescape(ref ignored)) return -1;
        if (field >= 0) cells.Set(field, at, close + 1 - at);
        return close + 1;
    }

    /// <param name="at">Behind the bracket.</param>
    private int ReadArray(int at, JsonNode node, int depth)
    {
        if (depth == MaxDepth) return -1;
        var text = Text;
        at = SkipBlanks(text, at);
        if (at < text.Length && text[at] == ']') return at + 1;
        while ((at = ReadValue(at, node, false, depth)) >= 0)
        {
            at = SkipBlanks(text, at);
            if (at >= text.Length) return -1;
            byte next = text[at++];
            if (next == ']') return at;
            if (next != ',') return -1;
            at = SkipBlanks(text, at);
        }
        return -1;
    }

    /// <summary>Gives a value that is no string and not null to its field. False when it does not fit.</summary>
    private bool Set(JsonNode node, int field, JsonKinds kind, int at, int end)
    {
        if (field < 0) return node.Field >= 0 || kind == JsonKinds.Object;
        if (!fields.Takes(field, kind)) return false;
        var value = _bytes.AsSpan(at..end);
        if (kind == JsonKinds.Number && fields.WantsPlain(field, value)) cells.SetPlain(field, at, value);
        else cells.Set(field, at, value.Length);
        return true;
    }

    private bool TryUnescape(ref ReadOnlySpan<byte> value)
    {
        if (_scratch.Length < value.Length) _scratch = new byte[value.Length * 2];
        if (!JsonEscapes.TryUnescape(value, _scratch, out int written)) return false;
        value = _scratch.AsSpan(0, written);
        return true;
    }

    private int EndOfWord(int at, ReadOnlySpan<byte> word) => Text[at..].StartsWith(word) ? at + word.Length : -1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SkipBlanks(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length && text[at] > ' ' ? at : EndOfBlanks(text, at);

    private int EndOfBlanks(ReadOnlySpan<byte> text, int at)
    {
        while ((uint)at < (uint)text.Length && text[at] <= ' ' && (text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' || text[at] == _lineFeed)) at++;
        return at;
    }
}
