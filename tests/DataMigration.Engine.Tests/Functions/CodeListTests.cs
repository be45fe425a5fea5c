using System.Text;

namespace DataMigration.Tests.Functions;

/// <summary>The code lists against the open-data table of country codes, which was compiled by others.</summary>
public sealed class CodeListTests
{
    private static readonly string Path = System.IO.Path.Combine(Repository.Root, "..", "shared", "data", "country-codes", "country-codes.csv");

    [SkippableFact]
    public void Countries_agree_in_all_codes_and_every_english_name_is_known()
    {
        Skip.IfNot(File.Exists(Path), "The table of country codes is not at hand.");
        var rows = Read();
        rows.Should().HaveCount(249);
        var unknown = new List<string>();
        foreach (var row in rows)
        {
            string alpha2 = row["ISO3166-1-Alpha-2"], alpha3 = row["ISO3166-1-Alpha-3"], numeric = row["ISO3166-1-numeric"].PadLeft(3, '0');
            Code("alpha3", alpha2).Should().Be(alpha3);
            Code("numeric", alpha3).Should().Be(numeric);
            Code("alpha2", numeric).Should().Be(alpha2);
            foreach (string column in (string[])["official_name_en", "UNTERM English Short", "CLDR display name"])
            {
                string name = row[column].Split("(the)")[0].Trim();
                if (name.Length > 0 && RefusingFunctionTests.Run("country_code", "{ to: alpha2, from: name }", name) != alpha2) unknown.Add($"{alpha2} {column}: {name}");
            }
        }
        unknown.Should().BeEmpty();
    }

    [SkippableFact]
    public void Currencies_agree()
    {
        Skip.IfNot(File.Exists(Path), "The table of country codes is not at hand.");
        foreach (var row in Read())
            foreach (var (alpha, numeric) in row["ISO4217-currency_alphabetic_code"].Split(',').Zip(row["ISO4217-currency_numeric_code"].Split(',')))
                if (alpha.Length == 3)
                    RefusingFunctionTests.Run("currency_code", "numeric", alpha).Should().Be(numeric.PadLeft(3, '0'), alpha);
    }

    private static string? Code(string to, string text) => RefusingFunctionTests.Run("country_code", to, text);

    private static List<Dictionary<string, string>> Read()
    {
        var records = new List<List<string>> { new() };
        var cell = new StringBuilder();
        bool quoted = false;
        foreach (char c in File.ReadAllText(Path))
        {
            if (c == '"') quoted = !quoted;
            else if (!quoted && c is ',' or '\n')
            {
                records[^1].Add(cell.ToString());
                cell.Clear();
                if (c == '\n') records.Add([]);
            }
            else if (c != '\r') cell.Append(c);
        }
        return [.. records.Skip(1).Where(r => r.Count > 1).Select(r => records[0].Zip(r).ToDictionary(p => p.First, p => p.Second))];
    }
}
