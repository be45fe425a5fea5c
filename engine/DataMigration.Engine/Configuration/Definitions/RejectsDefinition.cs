using DataMigration.Declarations;

namespace DataMigration.Configuration.Definitions;

/// <summary><c>rejects:</c></summary>
public sealed record RejectsDefinition
{
    [Option("A copy of the run's reject file; rejects are kept under `.datamigration/runs/` in any case.", Example = "rejects/customers.csv")]
    public FilePath? Path { get; init; }

    [Option("The run stops when more rows than this are rejected: a count, or a share of the rows read (from the first 1,000 rows on).", Example = "5%")]
    public Threshold? StopAfter { get; init; }

    [Option("So many rejected rows are still a good run (exit code 0): a count or a share.", Example = "2%")]
    public Threshold Accept { get; init; } = Threshold.Rows(0);

    [Option("Where the reasons go: into a `….reasons.jsonl` beside the rejects, as a last column of the rejects, or both.")]
    public ReasonPlace Reasons { get; init; } = ReasonPlace.File;
}

/// <summary>Where a reject's reasons are written.</summary>
public enum ReasonPlace
{
    File,
    Column,
    Both,
}
