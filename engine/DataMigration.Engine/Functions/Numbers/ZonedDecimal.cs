using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Numbers;

public sealed record ZonedDecimalOptions
{
    [Option("How many of the digits stand behind the point that is not written (the V in COBOL's PIC S9(5)V99).", Example = "2", Shorthand = true, Minimum = 0, Maximum = 38)]
    public int Decimals { get; init; }
}

[Component(ComponentKind.Function, "zoned_decimal", "Reads a number as mainframes write it: no point, and the sign punched over the last digit ({ A–I positive, } J–R or p–y negative) or as + or - at an end. Anything else rejects the row.", Example = "zoned_decimal: 2")]
[Example("0001234E", "123.45", Options = "2")]
[Example("0001234N", "-123.45", Options = "2")]
[Example("12}", "-1.20", Options = "{ decimals: 2 }")]
[Example("000500", "5.00", Options = "2")]
public sealed class ZonedDecimal(ZonedDecimalOptions options) : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(options.Decimals), refused);

    public string Explain(string text) => "which is not a zoned decimal number: digits, the last of them perhaps with a sign punched over it";

    private readonly struct Kernel(int decimals) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            Span<byte> plain = stackalloc byte[40];
            if (text.Length is 0 or > 40) return Verdict.Refused;
            text.CopyTo(plain);
            plain = plain[..text.Length];
            bool? negative = null;
            if (plain[0] is (byte)'-' or (byte)'+')
            {
                negative = plain[0] == '-';
                plain = plain[1..];
            }
            else if (plain[^1] is (byte)'-' or (byte)'+')
            {
                negative = plain[^1] == '-';
                plain = plain[..^1];
            }
            if (plain.IsEmpty) return Verdict.Refused;
            if (negative is null && Punched(plain[^1], out byte digit, out bool minus)) (plain[^1], negative) = (digit, minus);
            if (plain.ContainsAnyExceptInRange((byte)'0', (byte)'9') || !ExactNumber.TryParse(plain, out var number)) return Verdict.Refused;
            (number with { Negative = negative == true, Scale = decimals }).Write(output);
            return Verdict.Value;
        }

        private static bool Punched(byte b, out byte digit, out bool negative)
        {
            negative = b is (byte)'}' or (>= (byte)'J' and <= (byte)'R') or (>= (byte)'p' and <= (byte)'y');
            int value = b switch
            {
                (byte)'{' or (byte)'}' => 0,
                >= (byte)'A' and <= (byte)'I' => b - 'A' + 1,
                >= (byte)'J' and <= (byte)'R' => b - 'J' + 1,
                >= (byte)'p' and <= (byte)'y' => b - 'p',
                _ => -1,
            };
            digit = (byte)('0' + value);
            return value >= 0;
        }
    }
}
