namespace DataMigration.Diagnostics;

/// <summary>"Did you mean": the known name nearest to a mistyped one.</summary>
public static class Suggestions
{
    /// <summary>
    /// The candidate with the smallest edit distance (insert, delete, replace, swap of neighbours; case counts half) within
    /// a third of the name's length, at least 2; a name that differs in case only is always near; null when none is. Optimal string alignment by dynamic programming.
    /// </summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        double limit = Math.Max(2, name.Length / 3.0), least = double.MaxValue;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) > limit) continue;
            // A name in capitals would otherwise be far from itself.
            double distance = string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase) ? 0.5 : Distance(name, candidate);
            if (distance <= limit && distance < least && distance < Math.Max(name.Length, candidate.Length))
                (best, least) = (candidate, distance);
        }
        return best ?? candidates.Where(c => Extends(name, c) || Extends(c, name)).MaxBy(c => Math.Min(c.Length, name.Length));
    }

    /// <summary>A remedy from a suggestion: <c>did you mean 'x'?</c>, or the list of what there is when nothing is near.</summary>
    /// <param name="name">What the author wrote.</param>
    /// <param name="candidates">What exists there.</param>
    /// <param name="none">What to say when <paramref name="candidates"/> is empty.</param>
    public static string Remedy(string name, IReadOnlyCollection<string> candidates, string none = "Nothing can stand here.")
    {
        if (Nearest(name, candidates) is { } nearest) return $"did you mean '{nearest}'?";
        return candidates.Count == 0 ? none : $"Known here: {string.Join(", ", candidates.Take(40))}{(candidates.Count > 40 ? ", …" : "")}.";
    }

    // Short stems (id, of) begin too many words to mean anything.
    private static bool Extends(string word, string stem) => stem.Length >= 4 && word.Length > stem.Length && word.StartsWith(stem, StringComparison.OrdinalIgnoreCase);

    private static double Distance(string a, string b)
    {
        double[] before = new double[b.Length + 1], previous = new double[b.Length + 1], current = new double[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) previous[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                double replace = a[i - 1] == b[j - 1] ? 0 : char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0.5 : 1;
                current[j] = Math.Min(Math.Min(previous[j] + 1, current[j - 1] + 1), previous[j - 1] + replace);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }
            (before, previous, current) = (previous, current, before);
        }
        return previous[b.Length];
    }
}
