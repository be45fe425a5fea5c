using System.Globalization;
using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary>Methods that make a longer text, or one of other characters.</summary>
internal static class TextBuilding
{
    /// <summary><c>repeat(count)</c>.</summary>
    public static string Repeat(string text, double count)
    {
        double times = Integers.Truncate(count);
        if (times < 0 || double.IsInfinity(times)) throw ScriptError.Range("repeat() takes a count from 0");
        if (text.Length == 0 || times == 0) return "";
        CheckLength(text.Length * times);
        return times == 1 ? text : string.Create(text.Length * (int)times, text, static (to, part) =>
        {
            for (; to.Length > 0; to = to[part.Length..]) part.CopyTo(to);
        });
    }

    /// <summary><c>padStart(length, filler)</c>.</summary>
    public static string PadStart(string text, double length, string filler = " ") => Padding(text, length, filler) is { Length: > 0 } padding ? padding + text : text;

    /// <summary><c>padEnd(length, filler)</c>.</summary>
    public static string PadEnd(string text, double length, string filler = " ") => Padding(text, length, filler) is { Length: > 0 } padding ? text + padding : text;

    /// <summary><c>String.fromCodePoint</c> of one.</summary>
    public static string OfCodePoint(double code)
    {
        if (code is not (>= 0 and <= 0x10FFFF) || Math.Floor(code) != code) throw ScriptError.Range($"{NumberText.Of(code)} is no code point");
        return code <= char.MaxValue ? ((char)code).ToString() : char.ConvertFromUtf32((int)code);
    }

    /// <summary><c>normalize(form)</c>; a lone surrogate stays what it is, as does U+FFFE, which .NET takes for damage.</summary>
    public static string Normalize(string text, string form = "NFC")
    {
        var known = form switch
        {
            "NFC" => NormalizationForm.FormC,
            "NFD" => NormalizationForm.FormD,
            "NFKC" => NormalizationForm.FormKC,
            "NFKD" => NormalizationForm.FormKD,
            _ => throw ScriptError.Range("normalize() knows the forms NFC, NFD, NFKC and NFKD"),
        };
        if (Ascii.IsValid(text)) return text;
        return string.Join('\uFFFE', text.Split('\uFFFE').Select(part => Normalized(part, known)));
    }

    /// <summary><c>isWellFormed()</c>.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => LoneSurrogate(text) < 0;

    /// <summary><c>toWellFormed()</c>.</summary>
    public static string ToWellFormed(string text) => IsWellFormed(text) ? text : Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text));

    /// <exception cref="ScriptError">A RangeError: the text would be longer than one may be.</exception>
    public static void CheckLength(double length)
    {
        if (length > ScriptLimits.TextLength) throw ScriptError.Range(string.Create(CultureInfo.InvariantCulture, $"the text is longer than {ScriptLimits.TextLength:N0} characters"));
    }

    private static string Padding(string text, double length, string filler)
    {
        double missing = Integers.Truncate(length) - text.Length;
        if (missing <= 0 || filler.Length == 0) return "";
        CheckLength(length);
        return string.Create((int)missing, filler, static (to, part) =>
        {
            for (; to.Length >= part.Length; to = to[part.Length..]) part.CopyTo(to);
            part.AsSpan(0, to.Length).CopyTo(to);
        });
    }

    private static string Normalized(string text, NormalizationForm form)
    {
        int lone = LoneSurrogate(text);
        if (lone < 0) return text.Normalize(form);
        var made = new StringBuilder();
        int from = 0;
        for (; lone >= 0; lone = LoneSurrogate(text.AsSpan(from)))
        {
            made.Append(text.Substring(from, lone).Normalize(form)).Append(text[from + lone]);
            from += lone + 1;
        }
        return made.Append(text[from..].Normalize(form)).ToString();
    }

    private static int LoneSurrogate(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return i;
            i++;
        }
        return -1;
    }
}
