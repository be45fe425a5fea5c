using System.Text;
using DataMigration.Data;

namespace DataMigration.Connectors.Files;

/// <summary>One or more bytes a character: Shift-JIS, GBK, Big5 and their like. ASCII is copied in runs.</summary>
internal sealed class MultiByteTranscoder(Encoding encoding) : Transcoder
{
    private readonly CharacterTable _characters = new(encoding);

    protected override bool IsUtf8Already(ReadOnlySpan<byte> raw) => Ascii.IsValid(raw);

    protected override void Append(ReadOnlySpan<byte> raw, TextHeap text)
    {
        while (!raw.IsEmpty)
        {
            int run = raw.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            text.Append(run < 0 ? raw : raw[..run]);
            if (run < 0) return;
            raw = raw[run..];
            while (!raw.IsEmpty && raw[0] >= 0x80)
            {
                var rune = _characters.Read(raw, out int length, out bool valid);
                if (valid) text.Advance(rune.EncodeToUtf8(text.Reserve(4)));
                else AppendInvalid(text);
                raw = raw[length..];
            }
        }
    }

    protected override ICharacterStepper NewStepper() => new Stepper(_characters);

    private sealed class Stepper(CharacterTable characters) : ICharacterStepper
    {
        public int Step(ReadOnlySpan<byte> raw, out int text)
        {
            text = characters.Read(raw, out int length, out _).Utf8SequenceLength;
            return length;
        }
    }
}
