namespace DataMigration.Scripting.Library;

/// <summary>Methods that look for a text in another; positions are those of the units given, UTF-16 or ASCII.</summary>
internal static class TextSearch
{
    public static int IndexOf<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> sought, double start = 0) where T : unmanaged, IEquatable<T>
    {
        int from = Integers.ClampedIndex(start, text.Length), found = text[from..].IndexOf(sought);
        return found < 0 ? found : from + found;
    }

    /// <param name="text">Where to look.</param>
    /// <param name="sought">What for.</param>
    /// <param name="start">Where the last match may begin; NaN for anywhere.</param>
    public static int LastIndexOf<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> sought, double start = double.NaN) where T : unmanaged, IEquatable<T>
    {
        int last = double.IsNaN(start) ? text.Length : Integers.ClampedIndex(start, text.Length);
        int end = Math.Min(text.Length, last + sought.Length);
        return sought.IsEmpty ? Math.Min(last, text.Length) : text[..end].LastIndexOf(sought);
    }

    public static bool StartsWith<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> sought, double start = 0) where T : unmanaged, IEquatable<T> =>
        text[Integers.ClampedIndex(start, text.Length)..].StartsWith(sought);

    /// <param name="text">Where to look.</param>
    /// <param name="sought">What for.</param>
    /// <param name="end">Where the text is taken to end.</param>
    public static bool EndsWith<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> sought, double end = double.PositiveInfinity) where T : unmanaged, IEquatable<T> =>
        text[..Integers.ClampedIndex(end, text.Length)].EndsWith(sought);

    /// <summary>The character that begins at a position: a pair of surrogates is one.</summary>
    public static int CodePointAt(ReadOnlySpan<char> text, int position) =>
        char.IsHighSurrogate(text[position]) && position + 1 < text.Length && char.IsLowSurrogate(text[position + 1]) ? char.ConvertToUtf32(text[position], text[position + 1]) : text[position];
}
