using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "plain_punctuation", "Writes the quotes, dashes, dots and blanks that word processors make as the ASCII ones of the keyboard, and drops invisible characters (soft hyphen, zero-width blank, byte order mark).")]
[Example("“It’s” – 5 …", "\"It's\" - 5 ...")]
[Example("co\u00adop\u200b", "coop")]
public sealed class PlainPunctuation : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (Ascii.IsValid(text))
            {
                output.Append(text);
                return true;
            }
            while (!text.IsEmpty)
            {
                Rune.DecodeFromUtf8(text, out var rune, out int length);
                if (rune.IsAscii || !TryPlain(rune.Value, out var plain)) plain = text[..length];
                output.Append(plain);
                text = text[length..];
            }
            return true;
        }

        private static bool TryPlain(int code, out ReadOnlySpan<byte> plain)
        {
            plain = code switch
            {
                0x2018 or 0x2019 or 0x201A or 0x201B or 0x2039 or 0x203A or 0x2032 => "'"u8,
                0x201C or 0x201D or 0x201E or 0x201F or 0xAB or 0xBB or 0x2033 => "\""u8,
                >= 0x2010 and <= 0x2015 or 0x2212 => "-"u8,
                0x2026 => "..."u8,
                0xA0 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F or 0x3000 => " "u8,
                _ => default,
            };
            return !plain.IsEmpty || code is 0xAD or 0x200B or 0x2060 or 0xFEFF;
        }
    }
}
