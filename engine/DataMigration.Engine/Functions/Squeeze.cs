using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record SqueezeOptions
{
    [Option("The characters whose runs become one; without it, those of every character do.", Example = "\"-.\"", Shorthand = true)]
    public string Characters { get; init; } = "";
}

[Component(ComponentKind.Function, "squeeze", "Turns a run of one and the same character into a single one.", Example = "squeeze: \"-.\"")]
[Example("a--b...c  d", "a-b.c  d", Options = "\"-.\"")]
[Example("aabbé́", "abé́")]
public sealed class Squeeze(SqueezeOptions options) : ITextFunction
{
    private readonly HashSet<Rune> _characters = [.. options.Characters.EnumerateRunes()];

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(_characters));

    private readonly struct Kernel(HashSet<Rune> characters) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            ReadOnlySpan<byte> before = default;
            while (!text.IsEmpty)
            {
                Rune.DecodeFromUtf8(text, out var rune, out int length);
                if (!text[..length].SequenceEqual(before) || characters.Count > 0 && !characters.Contains(rune)) output.Append(text[..length]);
                before = text[..length];
                text = text[length..];
            }
            return true;
        }
    }
}
