using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

/// <summary>The normalization forms that <c>normalize</c> offers.</summary>
public enum CanonicalForm
{
    /// <summary>Letters and their marks as one character where there is one.</summary>
    Nfc,

    /// <summary>Letters and their marks as characters of their own.</summary>
    Nfd,
}

public sealed record NormalizeOptions
{
    [Option("nfc writes é as one character, as most systems do; nfd as e and a mark behind it.", Example = "nfc", Shorthand = true)]
    public required CanonicalForm Form { get; init; }
}

[Component(ComponentKind.Function, "normalize", "Writes letters with marks in one Unicode normalization form, so that equal texts are equal byte for byte.", Example = "normalize: nfc")]
[Example("e\u0301", "é", Options = "nfc")]
[Example("é", "e\u0301", Options = "nfd")]
public sealed class Normalize(NormalizeOptions options) : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(options.Form));

    private readonly struct Kernel(CanonicalForm form) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            // No character below U+0300 (lead byte CC) changes in form C, none below U+00C0 (lead byte C3) in form D.
            if (!text.ContainsAnyInRange(form == CanonicalForm.Nfc ? (byte)0xCC : (byte)0xC3, (byte)0xFF))
            {
                output.Append(text);
                return true;
            }
            var characters = CanonicalForms.Decompose(text);
            if (form == CanonicalForm.Nfc) CanonicalForms.Compose(characters);
            foreach (int code in characters) output.Append(new Rune(code));
            return true;
        }
    }
}
