using System.Globalization;
using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Functions.Codes;

namespace DataMigration.Functions.Numbers;

public sealed record CleanNumberOptions
{
    [Option("The character before the decimals, '.' or ','; the other one separates groups.", Example = "\",\"", Shorthand = true)]
    public char DecimalPoint { get; init; } = '.';
}

[Component(ComponentKind.Function, "clean_number", "Writes a number as people and spreadsheets write it in the plain form: without currency signs and codes, blanks and separators between groups; a minus behind it or parentheses make it negative; an exponent is written out. Text that is no number rejects the row.", Example = "clean_number: \",\"")]
[Example("$ 1,234.50", "1234.50")]
[Example("(1,234.50)", "-1234.50")]
[Example("1.234,50- EUR", "-1234.50", Options = "\",\"")]
[Example("1.5E3", "1500")]
public sealed class CleanNumber(CleanNumberOptions options) : IRefusesText, IValidatesOptions
{
    public string? Validate() => options.DecimalPoint is '.' or ',' ? null : $"its decimal point is '{options.DecimalPoint}'; it is '.' or ','";

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) =>
        TextKernels.Judge(input, rows, new Kernel((byte)options.DecimalPoint, options.DecimalPoint == '.' ? (byte)',' : (byte)'.'), refused);

    public string Explain(string text) => $"which is not a number with '{options.DecimalPoint}' before its decimals";

    private readonly struct Kernel(byte point, byte group) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            bool negative = false, signed = false;
            if (!TryStrip(ref text, ref negative, ref signed)) return Verdict.Refused;
            Span<byte> plain = stackalloc byte[80];
            if (!TryFlatten(text, plain, out int length, out var rest) || !ExactNumber.TryParse(plain[..length], out var number)) return Verdict.Refused;
            if (!rest.IsEmpty && !TryExponent(rest, ref number)) return Verdict.Refused;
            (number with { Negative = negative }).Write(output);
            return Verdict.Value;
        }

        /// <summary>Takes signs, currencies, blanks and one pair of parentheses off both ends.</summary>
        private static bool TryStrip(ref ReadOnlySpan<byte> text, ref bool negative, ref bool signed)
        {
            bool open = false, closed = false;
            while (!text.IsEmpty)
            {
                Rune.DecodeFromUtf8(text, out var rune, out int length);
                if (rune.IsAscii && Rune.IsDigit(rune) || rune.Value is '.' or ',') break;
                if (rune.Value == '(' && !open && !signed) open = signed = negative = true;
                else if (!Sign(rune, ref negative, ref signed) && !TryCurrency(text, rune, ref length, atEnd: false)) return false;
                text = text[length..];
            }
            while (!text.IsEmpty)
            {
                Rune.DecodeLastFromUtf8(text, out var rune, out int length);
                if (rune.IsAscii && Rune.IsDigit(rune) || rune.Value is '.' or ',') break;
                if (rune.Value == ')' && open && !closed) closed = true;
                else if (!Sign(rune, ref negative, ref signed) && !TryCurrency(text, rune, ref length, atEnd: true)) return false;
                text = text[..^length];
            }
            return open == closed;
        }

        private static bool Sign(Rune rune, ref bool negative, ref bool signed)
        {
            if (signed || rune.Value is not ('-' or '+' or 0x2212)) return false;
            signed = true;
            negative = rune.Value != '+';
            return true;
        }

        private static bool TryCurrency(ReadOnlySpan<byte> text, Rune rune, ref int length, bool atEnd)
        {
            if (Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.CurrencySymbol) return true;
            if (text.Length < 3 || !Currencies.IsCode(atEnd ? text[^3..] : text[..3])) return false;
            length = 3;
            return true;
        }

        /// <summary>The digits without groups, up to an exponent. Groups are of three digits before the point, of two or three before that, so that a decimal comma is never taken for one.</summary>
        private bool TryFlatten(ReadOnlySpan<byte> text, Span<byte> plain, out int length, out ReadOnlySpan<byte> rest)
        {
            length = 0;
            rest = default;
            int run = 0;
            byte separator = 0;
            bool whole = true;
            while (!text.IsEmpty)
            {
                byte b = text[0];
                int step = 1;
                if ((uint)(b - '0') <= 9) run++;
                else if (b == point && whole) whole = Ends(run, separator);
                else if ((b | 0x20) == 'e' && separator == 0)
                {
                    rest = text;
                    return length > 0;
                }
                else if (whole && Separates(text, out step) && (separator == 0 || separator == b) && run <= 3 && run >= (separator == 0 ? 1 : 2))
                {
                    (separator, run) = (b, 0);
                    text = text[step..];
                    continue;
                }
                else return false;
                if (b == point && whole || length == plain.Length) return false;
                plain[length++] = b == point ? (byte)'.' : b;
                text = text[step..];
            }
            return !whole || separator == 0 || run == 3;
        }

        /// <summary>Whether the whole part goes on: true when its last group is too short or too long for a point to follow.</summary>
        private static bool Ends(int run, byte separator) => separator != 0 && run != 3;

        private bool Separates(ReadOnlySpan<byte> text, out int length)
        {
            Rune.DecodeFromUtf8(text, out var rune, out length);
            return text[0] == group || rune.Value is '\'' or 0x2019 || Rune.IsWhiteSpace(rune);
        }

        private static bool TryExponent(ReadOnlySpan<byte> text, ref ExactNumber number)
        {
            if (!ExactNumber.TryParse(text[1..], out var written) || written.Scale > 0 || written.Digits > 76) return false;
            int power = (int)written.Digits * (written.Negative ? -1 : 1) - number.Scale;
            if (!ExactNumber.TryScale(number.Digits, Math.Max(power, 0), out var digits)) return false;
            number = new ExactNumber(number.Negative, digits, Math.Max(-power, 0));
            return number.Scale <= DataType.MaxPrecision;
        }
    }
}
