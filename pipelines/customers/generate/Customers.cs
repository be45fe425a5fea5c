using System.Globalization;
using System.Text;

namespace LegacyCrm;

/// <summary>Makes one legacy customer after the other; about one in a hundred has exactly one defect.</summary>
internal sealed class Customers(ulong seed)
{
    public static readonly string[] Header = ["id", "full_name", "email_address", "phone_number", "customer_level", "address", "created_date", "balance", "is_deleted", "notes"];

    private const int Id = 0, Name = 1, Email = 2, Created = 6, Balance = 7, Deleted = 8;
    private static readonly string[] Kinds = ["no name", "no e-mail", "malformed e-mail", "repeated e-mail", "repeated id", "impossible date", "bad amount"];
    private readonly Chance _chance = new(seed);
    private readonly SortedDictionary<string, int> _defects = new(StringComparer.Ordinal);
    private long _id = 100_000;
    private string _goodId = "", _goodEmail = "";

    /// <summary>How many rows have had which defect.</summary>
    public IReadOnlyDictionary<string, int> Defects => _defects;

    public string[] Next()
    {
        _id += 1 + _chance.Below(3);
        string first = _chance.Of<string>(Words.First), last = _chance.Of<string>(Words.Last);
        string[] row =
        [
            _id.ToString(CultureInfo.InvariantCulture),
            _chance.Below(40) == 0 ? $"  {first}   {last} " : $"{first} {last}",
            Mail(first, last),
            Phone(),
            _chance.Of<string>(Words.Levels),
            $"{1 + _chance.Below(9999)} {_chance.Of<string>(Words.Streets)}, {_chance.Of<string>(Words.Cities)}, {_chance.Of<string>(Words.States)}, {_chance.Below(100_000):D5}",
            $"{1 + _chance.Below(12):D2}/{1 + _chance.Below(28):D2}/{1995 + _chance.Below(30)}",
            Amount(),
            _chance.Below(50) == 0 ? "Y" : "N",
            _chance.Below(4) == 0 ? _chance.Of<string>(Words.Notes) : "",
        ];
        // A deleted customer has no defect: what a pipeline filters out, it does not judge.
        bool bad = _chance.Below(100) == 0 && row[Deleted] == "N" && _goodId.Length > 0;
        if (bad) Spoil(row);
        else if (row[Deleted] == "N") (_goodId, _goodEmail) = (row[Id], row[Email]);
        return row;
    }

    private void Spoil(string[] row)
    {
        string kind = _chance.Of<string>(Kinds);
        _defects[kind] = _defects.GetValueOrDefault(kind) + 1;
        switch (kind)
        {
            case "no name": row[Name] = _chance.Below(2) == 0 ? "" : "   "; break;
            case "no e-mail": row[Email] = ""; break;
            case "malformed e-mail": row[Email] = _chance.Below(2) == 0 ? row[Email].Replace('@', ' ') : row[Email].Split('@')[0] + "@localhost"; break;
            // In other capitals now and then: the pipeline has to lower them first.
            case "repeated e-mail": row[Email] = _chance.Below(2) == 0 ? _goodEmail : _goodEmail.ToUpperInvariant(); break;
            case "repeated id": row[Id] = _goodId; break;
            case "impossible date": row[Created] = _chance.Of<string>(["02/30/2019", "13/01/2020", "00/00/0000", "unknown"]); break;
            default: row[Balance] = _chance.Of<string>(["N/A", "12x.40", "1.234.567", "USD 20"]); break;
        }
    }

    /// <summary>The id makes it unique.</summary>
    private string Mail(string first, string last)
    {
        string mail = $"{Ascii(first)}.{Ascii(last)}{_id.ToString(CultureInfo.InvariantCulture)}@{_chance.Of<string>(Words.Domains)}";
        return _chance.Below(30) == 0 ? char.ToUpperInvariant(mail[0]) + mail[1..] : mail;
    }

    private string Phone()
    {
        string p = $"{200 + _chance.Below(800)}{200 + _chance.Below(800)}{_chance.Below(10_000):D4}";
        return _chance.Below(10) switch
        {
            0 or 1 or 2 => $"({p[..3]}) {p[3..6]}-{p[6..]}",
            3 or 4 => $"{p[..3]}-{p[3..6]}-{p[6..]}",
            5 => $"{p[..3]}.{p[3..6]}.{p[6..]}",
            6 or 7 => p,
            8 => $"+44 20 {p[..4]} {p[4..8]}",
            _ => "",
        };
    }

    private string Amount()
    {
        int cents = _chance.Below(4) == 0 ? _chance.Below(200_000_000) : _chance.Below(200_000);
        string amount = (cents / 100m).ToString(_chance.Below(2) == 0 ? "#,##0.00" : "0.00", CultureInfo.InvariantCulture);
        return _chance.Below(20) == 0 && cents > 0 ? "-" + amount : amount;
    }

    private static string Ascii(string text)
    {
        var letters = new StringBuilder();
        foreach (char c in text)
        {
            char lower = char.ToLowerInvariant(c);
            if (char.IsAsciiLetter(lower)) letters.Append(lower);
            else if ("àáâäåãăạ".Contains(lower, StringComparison.Ordinal)) letters.Append('a');
            else if ("èéêëěễ".Contains(lower, StringComparison.Ordinal)) letters.Append('e');
            else if ("ìíîï".Contains(lower, StringComparison.Ordinal)) letters.Append('i');
            else if ("òóôöøọ".Contains(lower, StringComparison.Ordinal)) letters.Append('o');
            else if ("ùúûü".Contains(lower, StringComparison.Ordinal)) letters.Append('u');
            else if (lower == 'ł') letters.Append('l');
            else if (lower == 'ř') letters.Append('r');
            else if (lower == 'ç') letters.Append('c');
        }
        return letters.ToString();
    }
}
