using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

/// <summary>How programs write a name of several words.</summary>
public enum NameStyle
{
    Snake,
    Constant,
    Kebab,
    Camel,
    Pascal,
}

public sealed record CaseStyleOptions
{
    [Option("snake: order_date; constant: ORDER_DATE; kebab: order-date; camel: orderDate; pascal: OrderDate.", Example = "snake", Shorthand = true)]
    public required NameStyle Style { get; init; }
}

[Component(ComponentKind.Function, "case_style", "Writes a name of several words as programs do. A word ends at anything but letters and digits, and before a capital that follows a small letter or begins a word after capitals.", Example = "case_style: snake")]
[Example("Order Date", "order_date", Options = "snake")]
[Example("HTTPServer-name", "httpServerName", Options = "camel")]
[Example("orderDate2", "ORDER_DATE2", Options = "constant")]
public sealed class CaseStyle(CaseStyleOptions options) : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(options.Style));

    private readonly struct Kernel(NameStyle style) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            int words = 0;
            bool inWord = false;
            Rune before = default;
            for (int at = 0; at < text.Length;)
            {
                Rune.DecodeFromUtf8(text[at..], out var rune, out int length);
                at += length;
                bool isWord = Rune.IsLetterOrDigit(rune);
                if (isWord)
                {
                    Rune.DecodeFromUtf8(text[at..], out var next, out _);
                    bool starts = !inWord || Rune.IsUpper(rune) && (!Rune.IsUpper(before) || Rune.IsLower(next));
                    if (starts && words++ > 0) Separate(output);
                    output.Append(Cased(rune, starts, words));
                }
                inWord = isWord;
                before = rune;
            }
            return true;
        }

        private void Separate(TextHeap output)
        {
            if (style is NameStyle.Snake or NameStyle.Constant) output.Append("_"u8);
            else if (style == NameStyle.Kebab) output.Append("-"u8);
        }

        private Rune Cased(Rune rune, bool starts, int words)
        {
            bool upper = style == NameStyle.Constant || starts && (style == NameStyle.Pascal || style == NameStyle.Camel && words > 1);
            return upper ? Rune.ToUpperInvariant(rune) : Rune.ToLowerInvariant(rune);
        }
    }
}
