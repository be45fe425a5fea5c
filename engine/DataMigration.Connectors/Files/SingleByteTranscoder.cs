using System.Text;
using DataMigration.Data;

namespace DataMigration.Connectors.Files;

/// <summary>One byte a character: ASCII is copied in runs, anything else comes from a table.</summary>
internal sealed class SingleByteTranscoder : Transcoder
{
    private const int Chunk = 4096, Longest = 3;

    private readonly uint[] _utf8 = new uint[256];
    private readonly byte[] _lengths = new byte[256];
    private readonly bool[] _isInvalid = new bool[256];

    public SingleByteTranscoder(Encoding encoding)
    {
        char[] page = SingleBytePage.Of(encoding);
        Span<byte> utf8 = stackalloc byte[4];
        for (int b = 0; b < page.Length; b++)
        {
            utf8.Clear();
            _isInvalid[b] = page[b] == '\uFFFD';
            _lengths[b] = (byte)Encoding.UTF8.GetBytes(page.AsSpan(b, 1), utf8);
            _utf8[b] = BitConverter.ToUInt32(utf8);
        }
    }

    protected override bool IsUtf8Already(ReadOnlySpan<byte> raw) => Ascii.IsValid(raw);

    protected override void Append(ReadOnlySpan<byte> raw, TextHeap text)
    {
        while (!raw.IsEmpty)
        {
            int run = raw.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (run != 0)
            {
                text.Append(run < 0 ? raw : raw[..run]);
                if (run < 0) return;
                raw = raw[run..];
            }
            raw = raw[AppendOther(raw[..Math.Min(raw.Length, Chunk)], text)..];
        }
    }

    protected override ICharacterStepper NewStepper() => new Stepper(_lengths);

    /// <summary>Up to the next ASCII character; where scripts are not Latin, single spaces between words are not worth a run.</summary>
    private int AppendOther(ReadOnlySpan<byte> raw, TextHeap text)
    {
        var room = text.Reserve((raw.Length * Longest) + 1);
        int at = 0, written = 0, ascii = 0;
        while (at < raw.Length && ascii < 4)
        {
            byte b = raw[at++];
            ascii = b < 0x80 ? ascii + 1 : 0;
            if (_isInvalid[b]) MarkInvalid(text.Used + written);
            BitConverter.TryWriteBytes(room[written..], _utf8[b]);
            written += _lengths[b];
        }
        text.Advance(written);
        return at;
    }

    private sealed class Stepper(byte[] lengths) : ICharacterStepper
    {
        public int Step(ReadOnlySpan<byte> raw, out int text)
        {
            text = lengths[raw[0]];
            return 1;
        }
    }
}
