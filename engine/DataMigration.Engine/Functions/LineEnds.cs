using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

/// <summary>What <c>line_ends</c> writes between two lines.</summary>
public enum LineEndForm
{
    Lf,
    Crlf,
    Blank,
}

public sealed record LineEndsOptions
{
    [Option("What stands between two lines: lf, crlf, or a blank, which makes one line of all.", Example = "lf", Shorthand = true)]
    public required LineEndForm To { get; init; }
}

[Component(ComponentKind.Function, "line_ends", "Writes every line end in the text, be it CR LF, LF or CR, in one form.", Example = "line_ends: lf")]
[Example("a\r\nb\rc\nd", "a\nb\nc\nd", Options = "lf")]
[Example("12 Main St\r\nBonn", "12 Main St Bonn", Options = "blank")]
public sealed class LineEnds(LineEndsOptions options) : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(options.To));

    private readonly struct Kernel(LineEndForm form) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            for (int next; (next = text.IndexOfAny((byte)'\r', (byte)'\n')) >= 0;)
            {
                output.Append(text[..next]);
                output.Append(form switch { LineEndForm.Lf => "\n"u8, LineEndForm.Crlf => "\r\n"u8, _ => " "u8 });
                text = text[(next + (text[next..].StartsWith("\r\n"u8) ? 2 : 1))..];
            }
            output.Append(text);
            return true;
        }
    }
}
