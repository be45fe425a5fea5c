using System.Net;
using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "html_unescape", "Turns HTML entities into the characters they stand for.")]
[Example("Tom &amp; Ann&#233;", "Tom & Anné")]
[Example("a & b", "a & b")]
public sealed class HtmlUnescape : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (text.Contains((byte)'&')) output.AppendText(WebUtility.HtmlDecode(Encoding.UTF8.GetString(text)));
            else output.Append(text);
            return true;
        }
    }
}
