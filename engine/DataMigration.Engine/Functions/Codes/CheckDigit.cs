using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Codes;

/// <summary>The ways in which numbers carry a digit that tells slips of the pen.</summary>
public enum CheckDigitScheme
{
    Luhn,
    Gtin,
    Isbn,
    Mod97,
}

public sealed record CheckDigitOptions
{
    [Option("luhn: cards, IMEI; gtin: EAN-8, UPC-A, EAN-13, GTIN-14; isbn: of 10 or 13; mod97: two check digits at the end (ISO 7064 MOD 97-10).", Example = "gtin", Shorthand = true)]
    public required CheckDigitScheme Scheme { get; init; }
}

[Component(ComponentKind.Function, "check_digit", "Checks a number's check digit, blanks and hyphens aside, and leaves the text as it is. A wrong one, and text that is no such number, reject the row.", Example = "check_digit: gtin")]
[Example("4006381333931", "4006381333931", Options = "gtin")]
[Example("4111 1111 1111 1111", "4111 1111 1111 1111", Options = "luhn")]
[Example("0-306-40615-2", "0-306-40615-2", Options = "isbn")]
public sealed class CheckDigit(CheckDigitOptions options) : IRefusesText
{
    private const int MaxLength = 64;

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(options.Scheme), refused);

    public string Explain(string text) => options.Scheme switch
    {
        CheckDigitScheme.Gtin => "which is not a GTIN (EAN, UPC) with a right check digit",
        CheckDigitScheme.Isbn => "which is not an ISBN with a right check digit",
        _ => "which is not a number with a right check digit",
    };

    private readonly struct Kernel(CheckDigitScheme scheme) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            Span<byte> digits = stackalloc byte[MaxLength];
            int length = 0;
            foreach (byte b in text)
            {
                if (b is (byte)' ' or (byte)'-') continue;
                bool ten = (b | 0x20) == 'x' && scheme == CheckDigitScheme.Isbn && length == 9;
                if (length == MaxLength || b is < (byte)'0' or > (byte)'9' && !ten) return Verdict.Refused;
                digits[length++] = ten ? (byte)10 : (byte)(b - '0');
            }
            if (!IsRight(digits[..length])) return Verdict.Refused;
            output.Append(text);
            return Verdict.Value;
        }

        private bool IsRight(ReadOnlySpan<byte> digits) => scheme switch
        {
            CheckDigitScheme.Luhn => digits.Length > 1 && Luhn(digits),
            CheckDigitScheme.Gtin => digits.Length is 8 or 12 or 13 or 14 && Gtin(digits),
            CheckDigitScheme.Mod97 => digits.Length > 2 && Mod97(digits),
            _ => digits.Length == 10 ? Isbn10(digits) : digits.Length == 13 && !digits.Contains((byte)10) && digits[0] == 9 && digits[1] == 7 && digits[2] >= 8 && Gtin(digits),
        };

        private static bool Luhn(ReadOnlySpan<byte> digits)
        {
            int sum = 0;
            for (int i = 0; i < digits.Length; i++)
            {
                int value = digits[^(i + 1)] << (i & 1);
                sum += value > 9 ? value - 9 : value;
            }
            return sum % 10 == 0;
        }

        private static bool Gtin(ReadOnlySpan<byte> digits)
        {
            int sum = 0;
            for (int i = 0; i < digits.Length; i++) sum += digits[^(i + 1)] * ((i & 1) == 0 ? 1 : 3);
            return sum % 10 == 0;
        }

        private static bool Isbn10(ReadOnlySpan<byte> digits)
        {
            int sum = 0;
            for (int i = 0; i < 10; i++) sum += digits[i] * (10 - i);
            return sum % 11 == 0;
        }

        private static bool Mod97(ReadOnlySpan<byte> digits)
        {
            int rest = 0;
            foreach (byte digit in digits) rest = (rest * 10 + digit) % 97;
            return rest == 1;
        }
    }
}
