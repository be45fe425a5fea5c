using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions.Codes;

/// <summary>The ways in which ISO 3166-1 writes a country.</summary>
public enum CountryForm
{
    Alpha2,
    Alpha3,
    Numeric,
    Name,
}

public sealed record CountryCodeOptions
{
    [Option("What to write: alpha2 (DE), alpha3 (DEU), numeric (276) or name (Germany, in English).", Example = "alpha2", Shorthand = true)]
    public required CountryForm To { get; init; }

    [Option("What the text must be; without it, any of them.", Example = "name")]
    public CountryForm? From { get; init; }
}

[Component(ComponentKind.Function, "country_code", "Writes a country by its ISO 3166-1 code or English name. Codes are read in any case, numeric ones without their first zeros too, names in any case and without accents, in the spellings in common use. Text that names no country rejects the row.", Example = "country_code: alpha2")]
[Example("Germany", "DE", Options = "alpha2")]
[Example("deu", "276", Options = "numeric")]
[Example("NA", "Namibia", Options = "{ to: name, from: alpha2 }")]
[Example("Cote d'Ivoire", "CIV", Options = "alpha3")]
[Example("4", "AF", Options = "alpha2")]
public sealed class CountryCode(CountryCodeOptions options) : IRefusesText
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows, List<int> refused) => TextKernels.Judge(input, rows, new Kernel(options.To, options.From), refused);

    public string Explain(string text) => options.From switch
    {
        null => "which is not a country's ISO 3166 code or English name",
        CountryForm.Name => "which is not a country's English name",
        var form => $"which is not a country's ISO 3166 code ({form.ToString()!.ToLowerInvariant()})",
    };

    private readonly struct Kernel(CountryForm to, CountryForm? from) : IJudgingKernel
    {
        public Verdict Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            int country = Countries.Find(text, from);
            if (country < 0) return Verdict.Refused;
            output.Append(Countries.Text(country, to));
            return Verdict.Value;
        }
    }
}
