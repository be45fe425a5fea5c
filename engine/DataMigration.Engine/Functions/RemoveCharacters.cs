using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record RemoveCharactersOptions
{
    [Option("The characters, one after the other; no ranges.", Example = "\"$,\"", Shorthand = true)]
    public required string Characters { get; init; }
}

[Component(ComponentKind.Function, "remove_characters", "Removes every occurrence of certain characters.", Example = "remove_characters: \"$,\"")]
[Example("$1,234.00", "1234.00", Options = "\"$,\"")]
public sealed class RemoveCharacters(RemoveCharactersOptions options) : ITextFunction
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
                if (!characters.Contains(rune)) output.Append(text[..length]);
                text = text[length..];
            }
            return true;
        }
    }
}
