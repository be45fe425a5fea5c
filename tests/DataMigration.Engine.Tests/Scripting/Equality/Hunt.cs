namespace DataMigration.Tests.Scripting.Equality;

/// <summary>Generates programs, compares them, and shrinks those that differ.</summary>
internal static class Hunt
{
    private const int Batch = 100, MostSmaller = 150, MostSteps = 25;

    /// <summary>Differences among the programs of seeds from <paramref name="seed"/> on, each with its seed and shrunk, until so many answers were compared.</summary>
    public static List<string> Differences(EqualityRun run, int seed, long wanted, int most = 5)
    {
        var found = new List<string>();
        for (; run.Compared < wanted && found.Count < most; seed += Batch)
        {
            var programs = Enumerable.Range(seed, Batch).Select(s => ProgramGenerator.Program(s, IsModern(s))).ToList();
            var texts = programs.ConvertAll(p => p.ToString());
            foreach (var difference in run.Compare(texts).Where(d => !JintFaults.Explain(d)).DistinctBy(d => d.Body).Take(most - found.Count))
            {
                int which = texts.IndexOf(difference.Body);
                found.Add($"seed {seed + which}: {Shrunk(run, programs[which], difference)}");
            }
        }
        return found;
    }

    // Jint has nothing to say about what is newer than it.
    private static bool IsModern(int seed) => seed % 2 == 1;

    /// <summary>The smallest program that still differs on the same path.</summary>
    private static Difference Shrunk(EqualityRun run, Piece program, Difference difference)
    {
        for (int step = 0; step < MostSteps; step++)
        {
            string text = program.ToString();
            var smaller = program.Smaller().Where(p => p.ToString().Length < text.Length).DistinctBy(p => p.ToString()).Take(MostSmaller).ToList();
            var next = run.Compare(smaller.ConvertAll(p => p.ToString())).FirstOrDefault(d => !JintFaults.Explain(d) && d.IsOfCompiled == difference.IsOfCompiled);
            if (next is null) return difference;
            (program, difference) = (smaller.First(p => p.ToString() == next.Body), next);
        }
        return difference;
    }
}
