using System.Runtime.CompilerServices;

namespace DataMigration.Scripting.Library;

/// <summary>What the language takes as blank: its own list, with U+FEFF and without U+0085, which .NET has the other way round.</summary>
internal static class WhiteSpace
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Is(char c) => c <= ' ' ? c is ' ' or (>= '\t' and <= '\r') : c >= '\u00a0' && IsOther(c);

    /// <summary>Where the text begins behind its blanks.</summary>
    public static int Start(ReadOnlySpan<char> text)
    {
        int start = 0;
        while (start < text.Length && Is(text[start])) start++;
        return start;
    }

    /// <summary>Where the text ends before its blanks.</summary>
    public static int End(ReadOnlySpan<char> text)
    {
        int end = text.Length;
        while (end > 0 && Is(text[end - 1])) end--;
        return end;
    }

    /// <summary>The part between blanks.</summary>
    public static Range Trim(ReadOnlySpan<char> text)
    {
        int start = Start(text);
        return start..(start + End(text[start..]));
    }

    /// <summary>The part between blanks of ASCII.</summary>
    public static Range TrimAscii(ReadOnlySpan<byte> text)
    {
        int start = 0, end = text.Length;
        while (start < end && text[start] <= ' ' && Is((char)text[start])) start++;
        while (end > start && text[end - 1] <= ' ' && Is((char)text[end - 1])) end--;
        return start..end;
    }

    private static bool IsOther(char c) => c is '\u00a0' or '\u1680' or (>= '\u2000' and <= '\u200a') or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000' or '\ufeff';
}
