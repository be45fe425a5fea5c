namespace DataMigration.State;

/// <summary>What became of a run; snake_case in reports and in the history.</summary>
public enum RunStatus
{
    /// <summary>Under way, or killed and not seen since.</summary>
    Running,

    /// <summary>To its end, every row good.</summary>
    Completed,

    /// <summary>To its end, with rows rejected.</summary>
    CompletedWithRejects,

    /// <summary>Could not run on, or was stopped by a rule of its own.</summary>
    Failed,

    /// <summary>Stopped cleanly by somebody.</summary>
    Cancelled,

    /// <summary>Killed: it said that it runs when its lock could be had.</summary>
    Abandoned,

    /// <summary>Undone.</summary>
    RolledBack,

    /// <summary>Never began: a pipeline that it comes after did not end well. In reports only.</summary>
    NotRun,
}
