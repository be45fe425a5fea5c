using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Codes;

[Component(ComponentKind.Function, "iban", "Writes an IBAN without blanks and in capitals, and checks its country's length and its check digits. A wrong one rejects the row.")]
[Example("gb82 west 1234 5698 7654 32", "GB82WEST12345698765432")]
[Example("DE89370400440532013000", "DE89370400440532013000")]
public sealed class Iban : IRefusesText
{
    private const int MaxLength = 34;
    private const string Lengths =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 " +
        "IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 " +
        "SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

    private enum Fault
    {
        None,
        Form,
        Country,
        Length,
        CheckDigits,
    }

    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, default(Kernel), refused);

    public string Explain(string text) => Judge(Encoding.UTF8.GetBytes(text), stackalloc byte[MaxLength], out _) switch
    {
        Fault.Country => "which is not an IBAN: no country with IBANs begins so",
        Fault.Length => "which is not an IBAN: those of its country have another length",
        Fault.CheckDigits => "which is not an IBAN: its check digits are wrong",
        _ => "which is not an IBAN: two letters, two digits, and up to 30 letters and digits",
    };

    private static Fault Judge(ReadOnlySpan<byte> text, Span<byte> plain, out int length)
    {
        length = 0;
        foreach (byte b in text)
        {
            if (b is (byte)' ' or (byte)'-') continue;
            if (length == MaxLength || b > 0x7F || !char.IsAsciiLetterOrDigit((char)b)) return Fault.Form;
            plain[length++] = b is >= (byte)'a' and <= (byte)'z' ? (byte)(b - 32) : b;
        }
        if (length < 5 || plain[..2].ContainsAnyInRange((byte)'0', (byte)'9') || plain[2..4].ContainsAnyExceptInRange((byte)'0', (byte)'9')) return Fault.Form;
        int expected = LengthOf((char)plain[0], (char)plain[1]);
        if (expected != length) return expected == 0 ? Fault.Country : Fault.Length;
        int rest = 0;
        for (int i = 0; i < length; i++)
        {
            byte b = plain[(i + 4) % length];
            rest = b <= '9' ? (rest * 10 + b - '0') % 97 : (rest * 100 + b - 'A' + 10) % 97;
        }
        return rest == 1 ? Fault.None : Fault.CheckDigits;
    }

    private static int LengthOf(char first, char second)
    {
        for (int at = 0; at < Lengths.Length; at += 5)
            if (Lengths[at] == first && Lengths[at + 1] == second) return (Lengths[at + 2] - '0') * 10 + Lengths[at + 3] - '0';
        return 0;
    }

    private readonly struct Kernel : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (Judge(text, output.Reserve(MaxLength), out int length) != Fault.None) return Verdict.Refused;
            output.Advance(length);
            return Verdict.Value;
        }
    }
}
