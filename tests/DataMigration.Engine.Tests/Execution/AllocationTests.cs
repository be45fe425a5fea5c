using System.Globalization;
using System.Text;
using DataMigration.Configuration;
using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.Planning;
using DataMigration.Scripting;

namespace DataMigration.Tests.Execution;

/// <summary>What a worker allocates for a block does not depend on how many rows it has: a row of the yardstick's pipeline (tests/benchmarks/w1.yaml) allocates nothing.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Patience = 60;

    private readonly TestPipelines _pipelines = new();

    public void Dispose() => _pipelines.Dispose();

#if DEBUG
    [Fact(Skip = "An unoptimised build boxes values; a release is tested with `dotnet test -c Release`, as tests/run does.")]
#else
    [Fact]
#endif
    public async Task A_row_of_the_yardsticks_pipeline_allocates_nothing()
    {
        // Blocks have about the same number of bytes: long rows make few of them, short rows many.
        _pipelines.Write("customers.csv", "id,full_name,email,phone,customer_level,address,created_date,balance,is_active,notes\n" + Rows(4_000, note: new string('n', 400)) + Rows(16_000, note: "\"said \"\"no\"\",\nleft\""));
        var plan = await PlanAsync();
        var source = (ISplitsIntoBlocks)plan.Inputs[0].Source;
        var costs = new List<(int Rows, long Bytes)>();
        // Pools fill in the first rounds, and the framework's generic code boxes until it has run often enough to be optimised. A row that allocates does so in every round.
        for (int round = 0; round < Patience && (round < 2 || costs.Select(c => c.Bytes).Distinct().Count() > 1); round++)
        {
            costs.Clear();
            using var worker = new BlockWorker(plan, new StageClock(), CancellationToken.None);
            for (int again = 0; again < 2; again++)
                await foreach (var block in source.SplitAsync(CancellationToken.None)) costs.Add(Process(worker, block));
            costs.RemoveRange(0, costs.Count / 2);
            await Task.Delay(50);
        }
        costs.Select(c => c.Rows).Should().Contain(r => r < 600).And.Contain(r => r > 1_200);
        costs.Select(c => c.Bytes).Distinct().Should().HaveCount(1, "of blocks with {0} rows", string.Join(", ", costs.Select(c => $"{c.Rows} ({c.Bytes} bytes)")));
    }

    private static (int Rows, long Bytes) Process(BlockWorker worker, Block block)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        using var done = worker.Process(new WorkUnit(0, 0, block, null, null, null));
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        done.Batch.Failures.Failures.Should().BeEmpty();
        return (done.Batch.RowCount, bytes);
    }

    private async Task<ExecutionPlan> PlanAsync()
    {
        string path = _pipelines.Write("pipeline.yaml", File.ReadAllText(Repository.Folder("tests/benchmarks/w1.yaml")));
        var loaded = new PipelineLoader(TestPipelines.Catalogue).Load(path, new LoadOptions { Parameters = new Dictionary<string, string> { ["data"] = _pipelines.Folder, ["out"] = _pipelines.Folder } });
        var planner = new Planner(loaded, new ScriptEnvironment(loaded.Parameters, "run", DateTimeOffset.UnixEpoch), new Lazy<string>(""), []);
        var findings = new DiagnosticBag();
        planner.Prepare(findings).Should().BeTrue();
        await planner.DiscoverAsync(CancellationToken.None);
        var plan = planner.Compile(findings);
        findings.Items.Should().BeEmpty();
        return plan!;
    }

    private static string Rows(int count, string note)
    {
        var text = new StringBuilder();
        for (int row = 0; row < count; row++)
            text.Append(CultureInfo.InvariantCulture, $"{row},Ann Lee {row},ann.{row}@mail.example.org,(555) 123-{row % 10_000:0000},GOLD,\"{row} Elm St, Springfield, IL, 62701\",03/{1 + (row % 28):00}/2019,\"{row % 9 + 1},{row % 1_000:000}.50\",Y,{note}\n");
        return text.ToString();
    }
}
