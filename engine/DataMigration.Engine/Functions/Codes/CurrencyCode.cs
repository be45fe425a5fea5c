using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Codes;

/// <summary>The ways in which ISO 4217 writes a currency.</summary>
public enum CurrencyForm
{
    Alpha,
    Numeric,
}

public sealed record CurrencyCodeOptions
{
    [Option("What to write: alpha (EUR) or numeric (978).", Example = "alpha", Shorthand = true)]
    public CurrencyForm To { get; init; } = CurrencyForm.Alpha;
}

[Component(ComponentKind.Function, "currency_code", "Writes a currency by its ISO 4217 code; reads either code, letters in any case, numbers without their first zeros too. Text that is no such code rejects the row.", Example = "currency_code: alpha")]
[Example("eur", "EUR", Options = "alpha")]
[Example("36", "AUD")]
[Example("USD", "840", Options = "numeric")]
public sealed class CurrencyCode(CurrencyCodeOptions options) : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(options.To), refused);

    public string Explain(string text) => "which is not an ISO 4217 currency code";

    private readonly struct Kernel(CurrencyForm to) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            int currency = Currencies.Find(text);
            if (currency < 0) return Verdict.Refused;
            output.Append(Currencies.Text(currency, to));
            return Verdict.Value;
        }
    }
}
