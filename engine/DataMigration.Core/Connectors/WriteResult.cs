using DataMigration.Failures;

namespace DataMigration.Connectors;

/// <summary>What became of the rows of one write. <c>offered = inserted + changed + unchanged + deleted + skipped + rejected</c>, where withdrawn rows are rejected ones; the engine checks it.</summary>
public sealed class WriteResult
{
    /// <summary>Rows new in the target.</summary>
    public long Inserted { get; set; }

    /// <summary>Rows that existed and differ now.</summary>
    public long Changed { get; set; }

    /// <summary>Rows that existed and were alike already.</summary>
    public long Unchanged { get; set; }

    /// <summary>Rows removed from the target.</summary>
    public long Deleted { get; set; }

    /// <summary>Batch indexes of rows left out by the mode (their key exists, or does not).</summary>
    public List<int> Skipped { get; } = [];

    /// <summary>Rows taken back, or not tried, because another row made of the same source row was refused (<see cref="Data.RecordBatch.RootRow"/>): such rows stand or fall together.</summary>
    public List<int> Withdrawn { get; } = [];

    /// <summary>Rows the target refused, of stage <see cref="Stage.Target"/>; one reason a row at least.</summary>
    public List<RowFailure> Failures { get; } = [];
}
