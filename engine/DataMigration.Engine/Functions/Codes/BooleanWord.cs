using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Codes;

public sealed record BooleanWordOptions
{
    [Option("Words for true, in any case.", Example = "[ja, oui]", MinItems = 1)]
    public IReadOnlyList<string> TrueWords { get; init; } = ["true", "t", "yes", "y", "on", "1"];

    [Option("Words for false, in any case.", Example = "[nein, non]", MinItems = 1)]
    public IReadOnlyList<string> FalseWords { get; init; } = ["false", "f", "no", "n", "off", "0"];
}

[Component(ComponentKind.Function, "boolean_word", "Turns words for yes and no, in any case, into true and false, as the type boolean reads them. Any other text rejects the row.", Example = "boolean_word: { true_words: [ja], false_words: [nein] }")]
[Example("YES", "true")]
[Example("Nein", "false", Options = "{ true_words: [ja], false_words: [nein] }")]
public sealed class BooleanWord(BooleanWordOptions options) : IRefusesText, IValidatesOptions
{
    private readonly byte[][] _true = [.. options.TrueWords.Select(Fold)];
    private readonly byte[][] _false = [.. options.FalseWords.Select(Fold)];

    public string? Validate() => options.TrueWords.FirstOrDefault(t => _false.Any(f => Fold(t).AsSpan().SequenceEqual(f))) is { } both ? $"'{both}' is a word for true and for false" : null;

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(_true, _false), refused);

    public string Explain(string text) => $"which is none of {string.Join(", ", options.TrueWords.Concat(options.FalseWords))}";

    private static byte[] Fold(string word) => Encoding.UTF8.GetBytes(word.ToLowerInvariant());

    private readonly struct Kernel(byte[][] yes, byte[][] no) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            bool isTrue = Contains(yes, text);
            if (!isTrue && !Contains(no, text)) return Verdict.Refused;
            output.Append(isTrue ? "true"u8 : "false"u8);
            return Verdict.Value;
        }

        private static bool Contains(byte[][] words, ReadOnlySpan<byte> text)
        {
            foreach (byte[] word in words)
                if (word.Length == text.Length && Ascii.EqualsIgnoreCase(word, text)) return true;
            if (Ascii.IsValid(text) || text.Length > 256) return false;
            byte[] folded = Fold(Encoding.UTF8.GetString(text));
            return Array.Exists(words, w => w.AsSpan().SequenceEqual(folded));
        }
    }
}
