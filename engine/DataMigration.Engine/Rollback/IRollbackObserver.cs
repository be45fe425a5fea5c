namespace DataMigration.Rollback;

/// <summary>Watches a run being undone. Called by one thread at a time; must not throw.</summary>
public interface IRollbackObserver
{
    /// <summary>What is going to be done.</summary>
    void Planned(IReadOnlyList<TargetUndo> targets);

    /// <summary>How many rows of a target are done.</summary>
    void Progressed(string target, long rows);

    /// <summary>Something worth a word.</summary>
    void Noted(string message);
}
