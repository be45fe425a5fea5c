using System.Text;
using DataMigration.Data;

namespace DataMigration.Values;

/// <summary>Cuts a date pattern into tokens and says what is wrong with it, with the position (from 1) where there is one.</summary>
internal static class PatternScanner
{
    private const string Letters = "yMdHhmsftz";

    /// <summary>Adds the tokens; the result is an error or null.</summary>
    public static string? Scan(string pattern, List<PatternToken> tokens)
    {
        if (pattern.Length == 0) return "the pattern is empty";
        for (int at = 0; at < pattern.Length;)
        {
            char c = pattern[at];
            if (c == '\'')
            {
                if (QuotedEnd(pattern, at) is not { } end) return $"the quote at position {at + 1} is never closed";
                AddLiteral(pattern[(at + 1)..end].Replace("''", "'"), tokens);
                at = end + 1;
            }
            else if (char.IsAsciiLetter(c) && c != 'T')
            {
                int count = 1;
                while (at + count < pattern.Length && pattern[at + count] == c) count++;
                if (PatternToken.Of(c, count) is not { } token) return BadLetters(c, count, at);
                tokens.Add(token);
                at += count;
            }
            else
            {
                int length = char.IsHighSurrogate(c) && at + 1 < pattern.Length ? 2 : 1;
                AddLiteral(pattern.Substring(at, length), tokens);
                at += length;
            }
        }
        return null;
    }

    /// <summary>Whether the tokens make up a value of a kind, and only that.</summary>
    public static string? Judge(string pattern, List<PatternToken> tokens, DataKind kind)
    {
        bool Has(params ReadOnlySpan<PatternPart> parts)
        {
            foreach (var part in parts)
                if (tokens.Exists(t => t.Part == part)) return true;
            return false;
        }
        if (Repeated(tokens) is { } twice) return $"the pattern names the {twice} twice";
        for (int i = 1; i < tokens.Count; i++)
            if (tokens[i].IsDigits && tokens[i - 1].IsDigits && tokens[i - 1].Minimum != tokens[i - 1].Maximum)
                return "a part of one or two digits stands directly before other digits, so where it ends would be guessed; double its letter";
        bool year = Has(PatternPart.Year, PatternPart.ShortYear), month = Has(PatternPart.Month, PatternPart.MonthName, PatternPart.MonthAbbreviation);
        bool day = Has(PatternPart.Day), hour = Has(PatternPart.Hour, PatternPart.Hour12);
        if (kind == DataKind.Time && (year || month || day)) return month && !hour ? "'MM' are months; write 'mm' for minutes" : "a time has no year, month or day";
        if (kind == DataKind.Time && !hour) return "the pattern has no hours (HH, or hh with tt)";
        if (kind != DataKind.Time && !year) return $"the pattern '{pattern}' has no year (yyyy or yy)";
        if (kind != DataKind.Time && !month) return Has(PatternPart.Minute) && !hour ? "'mm' are minutes; write 'MM' for months" : $"the pattern '{pattern}' has no month (MM)";
        if (kind != DataKind.Time && !day) return $"the pattern '{pattern}' has no day (dd)";
        if (Has(PatternPart.Hour12) != Has(PatternPart.HalfDay)) return "hours of twelve (hh) and 'tt' go together; hours of the day are HH";
        if (Has(PatternPart.Minute) && !hour) return "the pattern has minutes but no hours";
        if (Has(PatternPart.Second) && !Has(PatternPart.Minute)) return "the pattern has seconds but no minutes";
        if (Has(PatternPart.Fraction) && !Has(PatternPart.Second)) return "the pattern has fractions but no seconds";
        if (Has(PatternPart.Offset) && kind != DataKind.DateTimeOffset) return "the offset (zzz) would be lost; the type datetime_offset keeps it";
        return kind == DataKind.DateTimeOffset && !Has(PatternPart.Offset) ? "the pattern has no offset (zzz)" : null;
    }

    private static string? Repeated(List<PatternToken> tokens)
    {
        var seen = new HashSet<string>();
        foreach (var token in tokens)
            if (token.Part != PatternPart.Literal && !seen.Add(NameOf(token.Part))) return NameOf(token.Part);
        return null;
    }

    private static string NameOf(PatternPart part) => part switch
    {
        PatternPart.ShortYear => "year",
        PatternPart.MonthName or PatternPart.MonthAbbreviation => "month",
        PatternPart.Hour12 => "hour",
        PatternPart.HalfDay => "half of the day (tt)",
        _ => part.ToString().ToLowerInvariant(),
    };

    private static string BadLetters(char letter, int count, int at)
    {
        string run = new(letter, count), where = $"'{run}' at position {at + 1}";
        return letter switch
        {
            'Y' => $"{where} is no pattern letter; the year is yyyy",
            'D' => $"{where} is no pattern letter; the day of the month is dd",
            'S' => $"{where} is no pattern letter; seconds are ss, fractions f",
            'Z' => $"{where} is no pattern letter; an offset (Z or ±hh:mm) is zzz, and the letter itself 'Z' in quotes",
            _ when Letters.Contains(letter) => $"{where} has a wrong number of letters; there are yyyy yy MMMM MMM MM M dd d HH H hh h mm m ss s f to fffffff tt zzz",
            _ => $"{where} is no pattern letter; a letter that stands for itself is written in single quotes",
        };
    }

    private static int? QuotedEnd(string pattern, int start)
    {
        for (int at = start + 1; at < pattern.Length; at++)
        {
            if (pattern[at] != '\'') continue;
            if (at + 1 == pattern.Length || pattern[at + 1] != '\'') return at;
            at++;
        }
        return null;
    }

    private static void AddLiteral(string text, List<PatternToken> tokens)
    {
        foreach (byte b in Encoding.UTF8.GetBytes(text)) tokens.Add(new PatternToken(PatternPart.Literal, 0, 0, b));
    }
}
