using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using DataMigration.Data;

namespace DataMigration.Connectors.Files;

/// <summary>From UTF-16; a surrogate without its other half is invalid, as is half a unit at the end.</summary>
internal sealed class Utf16Transcoder(bool bigEndian) : Transcoder
{
    private readonly bool _swap = bigEndian == BitConverter.IsLittleEndian;
    private char[] _swapped = [];

    protected override bool IsUtf8Already(ReadOnlySpan<byte> raw) => raw.IsEmpty;

    protected override void Append(ReadOnlySpan<byte> raw, TextHeap text)
    {
        var chars = MemoryMarshal.Cast<byte, char>(raw);
        if (_swap)
        {
            if (_swapped.Length < chars.Length) _swapped = new char[chars.Length];
            BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<char, ushort>(chars), MemoryMarshal.Cast<char, ushort>(_swapped.AsSpan()));
            chars = _swapped.AsSpan(0, chars.Length);
        }
        while (!chars.IsEmpty)
        {
            var room = text.Reserve(chars.Length + (chars.Length >> 3) + 16);
            var status = Utf8.FromUtf16(chars, room, out int read, out int written, replaceInvalidSequences: false);
            text.Advance(written);
            chars = chars[read..];
            if (status is not (OperationStatus.InvalidData or OperationStatus.NeedMoreData)) continue;
            AppendInvalid(text);
            chars = chars[1..];
        }
        if (raw.Length % 2 != 0) AppendInvalid(text);
    }

    protected override ICharacterStepper NewStepper() => new Stepper(bigEndian);

    private sealed class Stepper(bool bigEndian) : ICharacterStepper
    {
        public int Step(ReadOnlySpan<byte> raw, out int text)
        {
            text = 3;
            if (raw.Length < 2) return 1;
            char first = Unit(raw);
            if (char.IsHighSurrogate(first) && raw.Length >= 4 && char.IsLowSurrogate(Unit(raw[2..])))
            {
                text = 4;
                return 4;
            }
            if (Rune.TryCreate(first, out var rune)) text = rune.Utf8SequenceLength;
            return 2;
        }

        private char Unit(ReadOnlySpan<byte> raw) => (char)(bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(raw) : BinaryPrimitives.ReadUInt16LittleEndian(raw));
    }
}
