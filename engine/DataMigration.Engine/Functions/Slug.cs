using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "slug", "A name for addresses and keys: Latin letters and digits in lower case without accents, everything between them as one hyphen.")]
[Example("Crème Brûlée, 2nd!", "creme-brulee-2nd")]
[Example("--", "")]
public sealed class Slug : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            int start = output.Used;
            bool gap = false;
            while (!text.IsEmpty)
            {
                Rune.DecodeFromUtf8(text, out var rune, out int length);
                ReadOnlySpan<byte> plain = LatinLetters.Plain(rune) ?? (rune.IsAscii && Rune.IsLetterOrDigit(rune) ? text[..1] : default);
                if (!plain.IsEmpty)
                {
                    if (gap && output.Used > start) output.Append("-"u8);
                    gap = false;
                    Ascii.ToLower(plain, output.Reserve(plain.Length), out int written);
                    output.Advance(written);
                }
                else if (!LatinLetters.IsMark(rune)) gap = true;
                text = text[length..];
            }
            return true;
        }
    }
}
