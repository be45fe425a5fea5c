using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record ReplaceOptions
{
    [Option("What to look for, exact.", Example = "\";\"")]
    public required string Find { get; init; }

    [Option("What to put in its place; without it, it is removed.", Example = "\",\"")]
    public string With { get; init; } = "";
}

[Component(ComponentKind.Function, "replace", "Replaces every occurrence of a text, from left to right.", Example = "replace: { find: \";\", with: \",\" }")]
[Example("a;b;c", "a,b,c", Options = "{ find: \";\", with: \",\" }")]
[Example("1 000", "1000", Options = "{ find: \" \" }")]
public sealed class Replace(ReplaceOptions options) : ITextFunction, IValidatesOptions
{
    public string? Validate() => options.Find.Length == 0 ? "`find` is empty" : null;

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) =>
        TextKernels.Write(input, rows, new Kernel(Encoding.UTF8.GetBytes(options.Find), Encoding.UTF8.GetBytes(options.With)));

    private readonly struct Kernel(byte[] find, byte[] with) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            for (int next; (next = text.IndexOf(find)) >= 0; text = text[(next + find.Length)..])
            {
                output.Append(text[..next]);
                output.Append(with);
            }
            output.Append(text);
            return true;
        }
    }
}
