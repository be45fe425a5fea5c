using System.Buffers.Text;
using System.Text.Unicode;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "url_decode", "Turns %-escapes into the bytes they stand for; a plus stays a plus. Escapes that would not make UTF-8 leave the text as it is.")]
[Example("Z%C3%BCrich%20West", "Zürich West")]
[Example("100% + 1", "100% + 1")]
[Example("%FF", "%FF")]
public sealed class UrlDecode : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            var room = output.Reserve(text.Length);
            int written = 0;
            for (int at = 0; at < text.Length; at++)
            {
                room[written] = text[at];
                if (text[at] == '%' && at + 2 < text.Length && Utf8Parser.TryParse(text.Slice(at + 1, 2), out byte escaped, out int digits, 'X') && digits == 2)
                {
                    room[written] = escaped;
                    at += 2;
                }
                written++;
            }
            if (written < text.Length && !Utf8.IsValid(room[..written])) output.Append(text);
            else output.Advance(written);
            return true;
        }
    }
}
