using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record UnquoteOptions
{
    [Option("The quote, one ASCII character.", Example = "\"'\"", Shorthand = true)]
    public char Quote { get; init; } = '"';
}

[Component(ComponentKind.Function, "unquote", "Takes a pair of quotes off the ends of the text and makes one of two within; text that is not in quotes stays as it is.", Example = "unquote: \"'\"")]
[Example("\"say \"\"hi\"\"\"", "say \"hi\"")]
[Example("'abc'", "abc", Options = "\"'\"")]
[Example("\"", "\"")]
public sealed class Unquote(UnquoteOptions options) : ITextFunction, IValidatesOptions
{
    public string? Validate() => options.Quote < 0x80 ? null : $"its quote '{options.Quote}' is not an ASCII character";

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel((byte)options.Quote));

    private readonly struct Kernel(byte quote) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (text.Length < 2 || text[0] != quote || text[^1] != quote)
            {
                output.Append(text);
                return true;
            }
            text = text[1..^1];
            for (int next; (next = text.IndexOf(quote)) >= 0;)
            {
                output.Append(text[..(next + 1)]);
                bool twice = next + 1 < text.Length && text[next + 1] == quote;
                text = text[(next + (twice ? 2 : 1))..];
            }
            output.Append(text);
            return true;
        }
    }
}
