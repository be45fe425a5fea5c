namespace DataMigration.Failures;

/// <summary>What a broken rule does to its row.</summary>
public enum Severity
{
    /// <summary>The row goes to the reject file; the run goes on.</summary>
    Reject,

    /// <summary>The row is written all the same; the reason is counted and filed.</summary>
    Warning,

    /// <summary>The row is rejected and the run stops, exit code 1.</summary>
    Fail,
}
