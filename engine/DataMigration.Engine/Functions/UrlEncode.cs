using System.Globalization;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "url_encode", "Writes every byte but ASCII letters, digits and - . _ ~ as a %-escape, so that the text can be a part of an address.")]
[Example("Zürich West/1", "Z%C3%BCrich%20West%2F1")]
[Example("a-b_c.d~e", "a-b_c.d~e")]
public sealed class UrlEncode : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            var room = output.Reserve(text.Length * 3);
            int written = 0;
            foreach (byte b in text)
            {
                if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~') room[written++] = b;
                else
                {
                    room[written++] = (byte)'%';
                    b.TryFormat(room[written..], out _, "X2", CultureInfo.InvariantCulture);
                    written += 2;
                }
            }
            output.Advance(written);
            return true;
        }
    }
}
