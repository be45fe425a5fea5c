using System.Buffers;
using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "title_case", "Writes the first letter of every word in upper case and the others in lower case. A word ends at anything but letters and digits; an apostrophe ends one only after a single letter.")]
[Example("ANNE-MARIE o'neil", "Anne-Marie O'Neil")]
[Example("don't", "Don't")]
[Example("éva 2nd", "Éva 2nd")]
public sealed class TitleCase : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            int word = 0;
            for (int at = 0; at < text.Length;)
            {
                bool valid = Rune.DecodeFromUtf8(text[at..], out var rune, out int length) == OperationStatus.Done;
                if (!valid) output.Append(text.Slice(at, length));
                else output.Append(word == 0 ? Rune.ToUpperInvariant(rune) : Rune.ToLowerInvariant(rune));
                at += length;
                if (valid && Rune.IsLetterOrDigit(rune)) word++;
                else if (word == 1 || rune.Value is not ('\'' or 0x2019)) word = 0;
            }
            return true;
        }
    }
}
