using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary><c>toUpperCase</c> and <c>toLowerCase</c>: Unicode's full mappings, in which a character can become several.</summary>
internal static class TextCase
{
    private const char Sigma = 'Σ', FinalSigma = 'ς';

    public static string ToUpper(string text)
    {
        if (Ascii.IsValid(text)) return text.ToUpperInvariant();
        var made = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            if (FullUpper.Of(text[i]) is { } full) made.Append(full);
            else i += Append(made, text, i, static rune => Rune.ToUpperInvariant(rune));
        }
        return made.ToString();
    }

    public static string ToLower(string text)
    {
        if (Ascii.IsValid(text)) return text.ToLowerInvariant();
        var made = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == 'İ') made.Append("i\u0307");
            else if (text[i] == Sigma) made.Append(EndsWord(text, i) ? FinalSigma : 'σ');
            else i += Append(made, text, i, static rune => Rune.ToLowerInvariant(rune));
        }
        return made.ToString();
    }

    /// <returns>How many further units were taken.</returns>
    private static int Append(StringBuilder made, string text, int i, Func<Rune, Rune> map)
    {
        if (!Rune.TryGetRuneAt(text, i, out var rune))
        {
            made.Append(text[i]);
            return 0;
        }
        made.Append(map(rune).ToString());
        return rune.Utf16SequenceLength - 1;
    }

    /// <summary>Whether a letter comes before and none behind, marks and the like passed over (Final_Sigma).</summary>
    private static bool EndsWord(string text, int at) => IsCased(text, at, -1) && !IsCased(text, at, 1);

    private static bool IsCased(string text, int at, int step)
    {
        for (at += step; at >= 0 && at < text.Length; at += step)
        {
            if (char.IsLowSurrogate(text[at]) && step < 0 && at > 0 && char.IsHighSurrogate(text[at - 1])) at--;
            if (!Rune.TryGetRuneAt(text, at, out var rune)) return false;
            if (step > 0) at += rune.Utf16SequenceLength - 1;
            if (CaseProperties.IsIgnorable(rune)) continue;
            return CaseProperties.IsCased(rune);
        }
        return false;
    }
}
