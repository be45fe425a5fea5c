using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "strip_accents", "Writes Latin letters without their marks, and ligatures and letters such as ß, æ, ø, ł as plain ones (ss, ae, o, l). Other scripts stay as they are.")]
[Example("Crème Brûlée", "Creme Brulee")]
[Example("Ødegård, Straße", "Odegard, Strasse")]
[Example("йога", "йога")]
public sealed class StripAccents : ITextFunction
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
            bool latin = false;
            while (!text.IsEmpty)
            {
                Rune.DecodeFromUtf8(text, out var rune, out int length);
                // In other scripts a mark can be a letter of its own (й), so it stays there.
                if (!latin || !LatinLetters.IsMark(rune))
                {
                    byte[]? plain = LatinLetters.Plain(rune);
                    latin = plain is not null || rune.IsAscii;
                    output.Append(plain ?? text[..length]);
                }
                text = text[length..];
            }
            return true;
        }
    }
}
