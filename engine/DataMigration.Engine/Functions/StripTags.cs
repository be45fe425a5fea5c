using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

[Component(ComponentKind.Function, "strip_tags", "Takes HTML tags and comments out of the text, scripts and styles with what is in them; where a line or paragraph ends, a line feed stays. Entities stay: `html_unescape` turns them into characters, afterwards.")]
[Example("<p>Dear <b>Ann</b>,<br/>hello</p>", "Dear Ann,\nhello\n")]
[Example("a < b <!-- no --> &amp; c", "a < b  &amp; c")]
public sealed class StripTags : ITextFunction
{
    private static readonly string[] LineEnds = "br /p /div /li /tr /h1 /h2 /h3 /h4 /h5 /h6".Split(' ');

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, default(Kernel));

    private readonly struct Kernel : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            // What is not closed in the rest of the text is not searched for again, so that a text full of open tags takes linear time.
            var open = new Open();
            for (int next; (next = text.IndexOf((byte)'<')) >= 0;)
            {
                output.Append(text[..next]);
                text = text[next..];
                int length = TagLength(text, ref open);
                if (length == 0) output.Append(text[..(length = 1)]);
                else if (EndsLine(text[1..length])) output.Append("\n"u8);
                text = text[length..];
            }
            output.Append(text);
            return true;
        }

        /// <summary>How long the tag or comment is, with what it hides; 0 for a plain &lt;.</summary>
        private static int TagLength(ReadOnlySpan<byte> text, ref Open open)
        {
            if (text.Length < 3 || !(char.IsAsciiLetter((char)text[1]) || text[1] is (byte)'/' or (byte)'!' or (byte)'?')) return 0;
            if (text.StartsWith("<!--"u8)) return open.Comment ? 0 : Length(text[4..].IndexOf("-->"u8), 7, ref open.Comment);
            int end = open.Tag ? 0 : Length(text.IndexOf((byte)'>'), 1, ref open.Tag);
            if (end == 0) return 0;
            if (!open.Script && NameIs(text[1..end], "script")) return end + Length(FindClosing(text[end..], "script"), 0, ref open.Script);
            if (!open.Style && NameIs(text[1..end], "style")) return end + Length(FindClosing(text[end..], "style"), 0, ref open.Style);
            return end;
        }

        private static int Length(int found, int more, ref bool open)
        {
            open = found < 0;
            return open ? 0 : found + more;
        }

        private static int FindClosing(ReadOnlySpan<byte> text, string name)
        {
            for (int at = 0; text[at..].IndexOf("</"u8) is >= 0 and int next; at += next + 2)
                if (NameIs(text[(at + next + 2)..], name)) return at + next;
            return -1;
        }

        private struct Open
        {
            public bool Tag, Comment, Script, Style;
        }

        private static bool EndsLine(ReadOnlySpan<byte> tag)
        {
            foreach (string name in LineEnds)
                if (NameIs(tag, name)) return true;
            return false;
        }

        private static bool NameIs(ReadOnlySpan<byte> tag, string name) =>
            tag.Length >= name.Length && Ascii.EqualsIgnoreCase(tag[..name.Length], name) && (tag.Length == name.Length || !char.IsAsciiLetterOrDigit((char)tag[name.Length]));
    }
}
