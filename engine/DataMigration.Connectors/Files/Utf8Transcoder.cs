using System.Buffers;
using System.Text;
using System.Text.Unicode;
using DataMigration.Data;

namespace DataMigration.Connectors.Files;

/// <summary>From UTF-8 to valid UTF-8.</summary>
internal sealed class Utf8Transcoder : Transcoder
{
    protected override bool IsUtf8Already(ReadOnlySpan<byte> raw) => Utf8.IsValid(raw);

    protected override void Append(ReadOnlySpan<byte> raw, TextHeap text)
    {
        while (!raw.IsEmpty)
        {
            int bad = FirstInvalid(raw, out int length);
            text.Append(raw[..bad]);
            if (length > 0) AppendInvalid(text);
            raw = raw[(bad + length)..];
        }
    }

    protected override ICharacterStepper NewStepper() => new Stepper();

    private static int FirstInvalid(ReadOnlySpan<byte> raw, out int length)
    {
        int at = 0;
        while (true)
        {
            int run = raw[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (run < 0)
            {
                length = 0;
                return raw.Length;
            }
            at += run;
            bool valid = Rune.DecodeFromUtf8(raw[at..], out _, out length) == OperationStatus.Done;
            if (!valid) return at;
            at += length;
        }
    }

    private sealed class Stepper : ICharacterStepper
    {
        public int Step(ReadOnlySpan<byte> raw, out int text)
        {
            text = Rune.DecodeFromUtf8(raw, out var rune, out int taken) == OperationStatus.Done ? rune.Utf8SequenceLength : 3;
            return taken;
        }
    }
}
