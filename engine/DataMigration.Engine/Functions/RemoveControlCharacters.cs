using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "remove_control_characters", "Removes control characters (U+0000 to U+001F, U+007F to U+009F), line ends and tabs too, and invisible ones (byte order mark, zero-width blanks, soft hyphen).")]
[Example("a\u0000b\u200bc", "abc")]
public sealed class RemoveControlCharacters : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            for (int at = 0; at < text.Length;)
            {
                Rune.DecodeFromUtf8(text[at..], out var rune, out int length);
                if (!Rune.IsControl(rune) && rune.Value is not (0xFEFF or 0x200B or 0x2060 or 0xAD)) output.Append(text.Slice(at, length));
                at += length;
            }
            return true;
        }
    }
}
