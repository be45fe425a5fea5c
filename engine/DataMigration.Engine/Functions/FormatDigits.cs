using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record FormatDigitsOptions
{
    [Option("Every # takes the next digit; other characters stand for themselves.", Example = "\"+1-###-###-####\"", Shorthand = true)]
    public required string Pattern { get; init; }
}

[Component(ComponentKind.Function, "format_digits", "Lays digits out by a pattern. Only text of exactly as many digits 0 to 9 as the pattern has # is changed; every other text stays as it is.", Example = "format_digits: \"+1-###-###-####\"")]
[Example("5551234567", "+1-555-123-4567", Options = "\"+1-###-###-####\"")]
[Example("555-1234", "555-1234", Options = "\"+1-###-###-####\"")]
public sealed class FormatDigits(FormatDigitsOptions options) : ITextFunction, IValidatesOptions
{
    private readonly byte[] _pattern = Encoding.UTF8.GetBytes(options.Pattern);

    public string? Validate() => _pattern.Contains((byte)'#') ? null : "its pattern has no # for a digit";

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) =>
        TextKernels.Write(input, rows, new Kernel(_pattern, [.. Enumerable.Range(0, _pattern.Length).Where(i => _pattern[i] == '#')]));

    private readonly struct Kernel(byte[] pattern, int[] places) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (text.Length != places.Length || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            {
                output.Append(text);
                return true;
            }
            var room = output.Reserve(pattern.Length)[..pattern.Length];
            pattern.CopyTo(room);
            for (int i = 0; i < places.Length; i++) room[places[i]] = text[i];
            output.Advance(pattern.Length);
            return true;
        }
    }
}
