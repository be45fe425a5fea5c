using System.Buffers;
using System.Text;
using System.Text.Unicode;
using DataMigration.Data;

namespace DataMigration.Connectors.Files;

/// <summary>One or more bytes a character, by the framework's decoder: Shift-JIS, GBK, Big5 and their like.</summary>
internal sealed class MultiByteTranscoder : Transcoder
{
    private const int Chunk = 1 << 14;

    /// <summary>GB18030 has a place for every character, the private ones included.</summary>
    private const int AllOfUnicode = 54936;

    private readonly Encoding _encoding;

    public MultiByteTranscoder(Encoding encoding) => _encoding = encoding;

    protected override bool IsUtf8Already(ReadOnlySpan<byte> raw) => Ascii.IsValid(raw);

    protected override void Append(ReadOnlySpan<byte> raw, TextHeap text)
    {
        var decoder = _encoding.GetDecoder();
        char[] chars = ArrayPool<char>.Shared.Rent(_encoding.GetMaxCharCount(Chunk));
        for (; ; raw = raw[Math.Min(Chunk, raw.Length)..])
        {
            bool last = raw.Length <= Chunk;
            int count = decoder.GetChars(last ? raw : raw[..Chunk], chars, last);
            AppendChars(chars.AsSpan(0, count), text);
            if (last) break;
        }
        ArrayPool<char>.Shared.Return(chars);
    }

    protected override ICharacterStepper NewStepper() => new Stepper(_encoding.GetDecoder());

    private void AppendChars(Span<char> chars, TextHeap text)
    {
        while (true)
        {
            int bad = chars.IndexOf('\uFFFD');
            var good = bad < 0 ? chars : chars[..bad];
            if (_encoding.CodePage != AllOfUnicode) MarkHoles(good, text);
            Utf8.FromUtf16(good, text.Reserve(good.Length * 3), out _, out int written);
            text.Advance(written);
            if (bad < 0) return;
            AppendInvalid(text);
            chars = chars[(bad + 1)..];
        }
    }

    /// <summary>What the framework fills the holes of a page with: private characters of its own.</summary>
    private void MarkHoles(Span<char> chars, TextHeap text)
    {
        int from = 0, offset = text.Used;
        while (chars[from..].IndexOfAnyInRange('\uF8D0', '\uF8FF') is >= 0 and int found)
        {
            offset += Encoding.UTF8.GetByteCount(chars.Slice(from, found));
            chars[from + found] = '\uFFFD';
            MarkInvalid(offset);
            offset += 3;
            from += found + 1;
        }
    }

    private sealed class Stepper(Decoder decoder) : ICharacterStepper
    {
        private readonly char[] _chars = new char[8];

        public int Step(ReadOnlySpan<byte> raw, out int text)
        {
            int count = decoder.GetChars(raw[..1], _chars, raw.Length == 1);
            text = Encoding.UTF8.GetByteCount(_chars, 0, count);
            return 1;
        }

        public void Reset() => decoder.Reset();
    }
}
