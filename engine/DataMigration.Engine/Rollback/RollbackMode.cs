namespace DataMigration.Rollback;

/// <summary>Whether a run writes down what undoes it.</summary>
public enum RollbackMode
{
    /// <summary>Beside the rows, in the target.</summary>
    Journal,

    /// <summary>It does not.</summary>
    None,
}
