using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Codes;

[Component(ComponentKind.Function, "soundex", "The American Soundex code of a name: a letter and three digits that names of like sound share, to find likely duplicates. Accents are left out of account; null where there is no Latin letter.")]
[Example("Robert", "R163")]
[Example("Ashcraft", "A261")]
[Example("Müller", "M460")]
[Example("123", null)]
public sealed class Soundex : ITextFunction
{
    // By letter from A; 0 for vowels, which part two equal codes, and for H and W, which do not.
    private static ReadOnlySpan<byte> Codes => "01230120022455012623010202"u8;

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            Span<byte> code = stackalloc byte[4];
            int length = 0, last = 0;
            while (!text.IsEmpty && length < 4)
            {
                Rune.DecodeFromUtf8(text, out var rune, out int step);
                ReadOnlySpan<byte> letters = LatinLetters.Plain(rune) ?? (rune.IsAscii && Rune.IsLetter(rune) ? text[..1] : default);
                foreach (byte letter in letters)
                    if (length < 4) Add((byte)(letter & ~0x20), code, ref length, ref last);
                text = text[step..];
            }
            if (length == 0) return false;
            code[length..].Fill((byte)'0');
            output.Append(code);
            return true;
        }

        private static void Add(byte letter, Span<byte> code, ref int length, ref int last)
        {
            int own = Codes[letter - 'A'] - '0';
            if (length == 0) code[length++] = letter;
            else if (letter is (byte)'H' or (byte)'W') return;
            else if (own != 0 && own != last) code[length++] = (byte)('0' + own);
            last = own;
        }
    }
}
