using System.Globalization;
using DataMigration.Scripting;
using Xunit.Abstractions;

namespace DataMigration.Tests.Scripting.Equality;

/// <summary>Generated programs mean on both paths what they mean in Node.js.</summary>
public sealed class EqualityTests(ITestOutputHelper output)
{
    private const int SeedsApart = 1_000_000;

    private static bool IsLong => Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_LONG") == "1";

    /// <summary>The first seeds, and how many answers to compare from each on; DATAMIGRATION_TEST_SEED begins elsewhere.</summary>
    public static TheoryData<int, int> Parts
    {
        get
        {
            int first = int.Parse(Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_SEED") ?? "0", CultureInfo.InvariantCulture);
            if (!IsLong) return new() { { first, 100_000 } };
            var parts = new TheoryData<int, int>();
            for (int i = 1; i <= 10; i++) parts.Add(first + i * SeedsApart, 1_000_000);
            return parts;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Parts))]
    public void Programs_mean_the_same_compiled_interpreted_and_in_node(int seed, int answers)
    {
        using var run = new EqualityRun();
        var found = ScriptThread.Run(() => Hunt.Differences(run, seed, answers));
        output.WriteLine($"Seeds from {seed} on: {run.Programs:N0} programs, {run.Compiled:N0} compiled, {run.Interpreted:N0} in Jint, {run.Compared:N0} answers compared with Node.js.");
        string.Join("\n", found).Should().BeEmpty();
        ((double)run.Compiled / run.Programs).Should().BeGreaterThan(0.9, string.Join(", ", run.Lacks.OrderByDescending(d => d.Value).Take(5)));
    }
}
