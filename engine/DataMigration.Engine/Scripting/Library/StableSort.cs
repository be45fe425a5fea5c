namespace DataMigration.Scripting.Library;

/// <summary>
/// Sorting that keeps what compares as equal in its order. What a comparison that contradicts itself comes to, the standard leaves open; up to
/// <see cref="Short"/> elements it comes to what V8 makes of it, since the same are compared in the same order.
/// </summary>
internal static class StableSort
{
    private const int Short = 63;

    /// <param name="items">Sorted in place.</param>
    /// <param name="compare">Below zero when its first argument comes earlier.</param>
    public static void Sort<T>(Span<T> items, Comparison<T> compare)
    {
        if (items.Length <= Short) Insert(items, compare);
        else Sort(items, new T[items.Length], compare);
    }

    private static void Sort<T>(Span<T> items, Span<T> spare, Comparison<T> compare)
    {
        int middle = items.Length / 2;
        if (items.Length <= Short)
        {
            Insert(items, compare);
            return;
        }
        Sort(items[..middle], spare[..middle], compare);
        Sort(items[middle..], spare[middle..], compare);
        for (int left = 0, right = middle, to = 0; to < items.Length; to++)
            spare[to] = right >= items.Length || (left < middle && compare(items[right], items[left]) >= 0) ? items[left++] : items[right++];
        spare.CopyTo(items);
    }

    /// <summary>Puts each element where it belongs among those before it, which is found by halving.</summary>
    private static void Insert<T>(Span<T> items, Comparison<T> compare)
    {
        for (int next = Run(items, compare); next < items.Length; next++)
        {
            var item = items[next];
            int from = 0, to = next;
            while (from < to)
            {
                int middle = from + (to - from) / 2;
                if (compare(item, items[middle]) < 0) to = middle;
                else from = middle + 1;
            }
            items[from..next].CopyTo(items[(from + 1)..]);
            items[from] = item;
        }
    }

    /// <summary>How many elements at the start are in order; those that fall from one to the next are turned round.</summary>
    private static int Run<T>(Span<T> items, Comparison<T> compare)
    {
        if (items.Length < 2) return items.Length;
        bool falls = compare(items[1], items[0]) < 0;
        int length = 2;
        while (length < items.Length && compare(items[length], items[length - 1]) < 0 == falls) length++;
        if (falls) items[..length].Reverse();
        return length;
    }
}
