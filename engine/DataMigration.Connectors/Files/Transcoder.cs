using DataMigration.Data;

namespace DataMigration.Connectors.Files;

/// <summary>
/// Turns the original bytes of blocks into UTF-8; one a decoder, one encoding each. Bytes that stand for nothing become U+FFFD, and <see cref="Invalid"/> says where.
/// </summary>
internal abstract class Transcoder
{
    private readonly List<int> _invalid = [];

    /// <summary>Where in the last result a U+FFFD stands for bytes that are not valid, ascending. One the file itself holds is not among them.</summary>
    public IReadOnlyList<int> Invalid => _invalid;

    public static Transcoder For(TextEncoding encoding)
    {
        if (encoding.IsUtf8) return new Utf8Transcoder();
        if (encoding.UnitSize == 2) return new Utf16Transcoder(encoding.BigEndian);
        if (encoding.UnitSize == 4) return new Utf32Transcoder(encoding.BigEndian);
        return encoding.Encoding.IsSingleByte ? new SingleByteTranscoder(encoding.Encoding) : new MultiByteTranscoder(encoding.Encoding);
    }

    /// <summary>The text as UTF-8: the same heap with one more reference where its bytes are that already, else a new heap. Either way the caller releases it.</summary>
    /// <param name="raw">Whole characters from its start on, as a block of whole records has them.</param>
    public TextHeap ToUtf8(TextHeap raw)
    {
        _invalid.Clear();
        var bytes = raw.Bytes.AsSpan(0, raw.Used);
        if (IsUtf8Already(bytes)) return raw.AddReference();
        var text = new TextHeap(bytes.Length + (bytes.Length >> 3));
        Append(bytes, text);
        return text;
    }

    /// <summary>The same for a few bytes, a header perhaps.</summary>
    public byte[] ToUtf8(ReadOnlySpan<byte> raw)
    {
        var heap = new TextHeap(raw.Length);
        heap.Append(raw);
        var text = ToUtf8(heap);
        byte[] result = text.Bytes.AsSpan(0, text.Used).ToArray();
        text.Release();
        heap.Release();
        return result;
    }

    /// <summary>Finds original bytes by places in the text, for the few rows that are asked for. Holds no reference to the heap.</summary>
    public TextOffsets Offsets(TextHeap raw) => new(raw, NewStepper());

    /// <summary>Whether the bytes are their own UTF-8.</summary>
    protected abstract bool IsUtf8Already(ReadOnlySpan<byte> raw);

    /// <summary>Appends the text of all bytes.</summary>
    protected abstract void Append(ReadOnlySpan<byte> raw, TextHeap text);

    /// <summary>Reads the same one character at a time.</summary>
    protected abstract ICharacterStepper NewStepper();

    /// <summary>Appends U+FFFD for bytes that stand for nothing.</summary>
    protected void AppendInvalid(TextHeap text) => _invalid.Add(text.Append("\uFFFD"u8));

    protected void MarkInvalid(int offset) => _invalid.Add(offset);
}
