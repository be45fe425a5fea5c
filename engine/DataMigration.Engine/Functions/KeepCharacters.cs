using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record KeepCharactersOptions
{
    [Option("The characters, one after the other; no ranges.", Example = "\"0123456789-\"", Shorthand = true)]
    public required string Characters { get; init; }
}

[Component(ComponentKind.Function, "keep_characters", "Keeps certain characters and drops all others.", Example = "keep_characters: \"0123456789-\"")]
[Example("A-12 b", "-12", Options = "\"0123456789-\"")]
public sealed class KeepCharacters(KeepCharactersOptions options) : ITextFunction
{
    private readonly HashSet<Rune> _characters = [.. options.Characters.EnumerateRunes()];

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(_characters));

    private readonly struct Kernel(HashSet<Rune> characters) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            while (!text.IsEmpty)
            {
                Rune.DecodeFromUtf8(text, out var rune, out int length);
                if (characters.Contains(rune)) output.Append(text[..length]);
                text = text[length..];
            }
            return true;
        }
    }
}
