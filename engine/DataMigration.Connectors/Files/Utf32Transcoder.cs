using System.Buffers.Binary;
using System.Text;
using DataMigration.Data;

namespace DataMigration.Connectors.Files;

/// <summary>From UTF-32; numbers that are no characters are invalid, as is part of a unit at the end.</summary>
internal sealed class Utf32Transcoder(bool bigEndian) : Transcoder
{
    protected override bool IsUtf8Already(ReadOnlySpan<byte> raw) => raw.IsEmpty;

    protected override void Append(ReadOnlySpan<byte> raw, TextHeap text)
    {
        for (; raw.Length >= 4; raw = raw[4..])
        {
            if (Rune.TryCreate(Unit(raw, bigEndian), out var rune)) text.Advance(rune.EncodeToUtf8(text.Reserve(4)));
            else AppendInvalid(text);
        }
        if (raw.Length > 0) AppendInvalid(text);
    }

    protected override ICharacterStepper NewStepper() => new Stepper(bigEndian);

    private static uint Unit(ReadOnlySpan<byte> raw, bool bigEndian) => bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(raw) : BinaryPrimitives.ReadUInt32LittleEndian(raw);

    private sealed class Stepper(bool bigEndian) : ICharacterStepper
    {
        public int Step(ReadOnlySpan<byte> raw, out int text)
        {
            text = 3;
            if (raw.Length < 4) return raw.Length;
            if (Rune.TryCreate(Unit(raw, bigEndian), out var rune)) text = rune.Utf8SequenceLength;
            return 4;
        }
    }
}
