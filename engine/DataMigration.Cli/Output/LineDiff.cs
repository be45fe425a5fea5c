namespace DataMigration.Cli.Output;

/// <summary>What differs between two texts, line by line, with two lines around each change.</summary>
internal static class LineDiff
{
    private const int Around = 2, MostCells = 4_000_000;

    /// <summary>Lines that begin with <c>-</c>, <c>+</c> or a blank, and <c>@@</c> lines that say where; none when the texts are the same.</summary>
    public static IReadOnlyList<string> Of(string before, string after)
    {
        var steps = Steps(Lines(before), Lines(after));
        var shown = new List<string>();
        int last = -1;
        for (int i = 0; i < steps.Count; i++)
        {
            if (!Enumerable.Range(Math.Max(0, i - Around), Math.Min(steps.Count, i + Around + 1) - Math.Max(0, i - Around)).Any(at => steps[at].Sign != ' ')) continue;
            if (last < 0 || i > last + 1) shown.Add($"@@ line {steps[i].Line} @@");
            shown.Add(steps[i].Sign + steps[i].Text);
            last = i;
        }
        return shown;
    }

    /// <param name="Line">Its number in the text after, or where it would stand there.</param>
    private readonly record struct Step(char Sign, string Text, int Line);

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n') is { Length: > 0 } lines ? lines.Split('\n') : [];

    /// <summary>The longest common subsequence decides; of texts too long for that, all between the first and the last difference is another.</summary>
    private static List<Step> Steps(string[] a, string[] b)
    {
        int start = 0, end = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start]) start++;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)]) end++;
        int n = a.Length - start - end, m = b.Length - start - end;
        int[,]? common = (long)n * m > MostCells ? null : new int[n + 1, m + 1];
        if (common is not null)
            for (int i = n - 1; i >= 0; i--)
                for (int j = m - 1; j >= 0; j--)
                    common[i, j] = a[start + i] == b[start + j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        var steps = new List<Step>();
        for (int i = 0; i < start; i++) steps.Add(new Step(' ', b[i], i + 1));
        for (int x = 0, y = 0; x < n || y < m;)
        {
            int line = start + y + 1;
            if (common is not null && x < n && y < m && a[start + x] == b[start + y]) (x, y) = (x + 1, y + 1);
            else if (x < n && (y == m || common is null || common[x + 1, y] >= common[x, y + 1]))
            {
                steps.Add(new Step('-', a[start + x++], line));
                continue;
            }
            else
            {
                steps.Add(new Step('+', b[start + y++], line));
                continue;
            }
            steps.Add(new Step(' ', b[start + y - 1], line));
        }
        for (int i = b.Length - end; i < b.Length; i++) steps.Add(new Step(' ', b[i], i + 1));
        return steps;
    }
}
