namespace DataMigration.Scripting.Library;

/// <summary>Sorting that keeps what compares as equal in its order, and stands a comparison that contradicts itself.</summary>
internal static class StableSort
{
    /// <param name="items">Sorted in place.</param>
    /// <param name="compare">Above zero when its first argument comes later.</param>
    public static void Sort<T>(Span<T> items, Comparison<T> compare)
    {
        if (items.Length > 1) Sort(items, new T[items.Length], compare);
    }

    private static void Sort<T>(Span<T> items, Span<T> spare, Comparison<T> compare)
    {
        int middle = items.Length / 2;
        if (middle > 1) Sort(items[..middle], spare[..middle], compare);
        if (items.Length - middle > 1) Sort(items[middle..], spare[middle..], compare);
        for (int left = 0, right = middle, to = 0; to < items.Length; to++)
            spare[to] = right >= items.Length || (left < middle && compare(items[left], items[right]) <= 0) ? items[left++] : items[right++];
        spare.CopyTo(items);
    }
}
