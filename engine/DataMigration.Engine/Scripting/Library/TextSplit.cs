namespace DataMigration.Scripting.Library;

/// <summary><c>split</c> by a text.</summary>
internal static class TextSplit
{
    /// <summary>The limit that <c>split(separator, limit)</c> means.</summary>
    public static int Limit(double? limit) => limit is { } given && Integers.ToUint32(given) is < int.MaxValue and var parts ? (int)parts : int.MaxValue;

    /// <summary>The parts, as places in the text.</summary>
    public static List<Range> Ranges<T>(ReadOnlySpan<T> text, ReadOnlySpan<T> separator, int limit = int.MaxValue) where T : unmanaged, IEquatable<T>
    {
        var parts = new List<Range>();
        if (limit == 0) return parts;
        if (separator.IsEmpty)
        {
            CheckCount(Math.Min(limit, text.Length));
            for (int i = 0; i < text.Length && i < limit; i++) parts.Add(i..(i + 1));
            return parts;
        }
        int start = 0;
        for (int found; (found = text[start..].IndexOf(separator)) >= 0; start += found + separator.Length)
        {
            parts.Add(start..(start + found));
            if (parts.Count == limit) return parts;
            CheckCount(parts.Count);
        }
        parts.Add(start..text.Length);
        return parts;
    }

    /// <exception cref="ScriptError">A RangeError: a list may not be so long.</exception>
    public static void CheckCount(long count)
    {
        if (count > ScriptLimits.ListLength) throw ScriptError.Range($"the list would have more than {ScriptLimits.ListLength:N0} elements");
    }
}
