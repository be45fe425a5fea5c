using System.Globalization;
using DataMigration.Scripting;
using Xunit.Abstractions;

namespace DataMigration.Tests.Scripting.Equality;

/// <summary>Generated programs mean on both paths what they mean in Node.js.</summary>
public sealed class EqualityTests(ITestOutputHelper output)
{
    private static bool IsLong => Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_LONG") == "1";

    /// <summary>DATAMIGRATION_TEST_SEED begins elsewhere.</summary>
    private static int Seed => int.Parse(Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_SEED") ?? (IsLong ? "1000000" : "0"), CultureInfo.InvariantCulture);

    [SkippableFact]
    public void Programs_mean_the_same_compiled_interpreted_and_in_node()
    {
        using var run = new EqualityRun();
        var found = ScriptThread.Run(() => Hunt.Differences(run, Seed, IsLong ? 10_000_000 : 100_000));
        output.WriteLine($"Seeds from {Seed} on: {run.Programs:N0} programs, {run.Compiled:N0} compiled, {run.Interpreted:N0} in Jint, {run.Compared:N0} answers compared with Node.js.");
        string.Join("\n", found).Should().BeEmpty();
        ((double)run.Compiled / run.Programs).Should().BeGreaterThan(0.9, string.Join(", ", run.Lacks.OrderByDescending(d => d.Value).Take(5)));
    }
}
