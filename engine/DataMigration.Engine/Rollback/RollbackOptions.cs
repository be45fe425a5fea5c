namespace DataMigration.Rollback;

/// <summary>What the command line says about undoing a run.</summary>
public sealed record RollbackOptions
{
    /// <summary>Plans and changes nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Undoes what somebody has changed since, too.</summary>
    public bool Force { get; init; }

    /// <summary>Writes statements that undo the run here, and changes nothing; null = undoes it.</summary>
    public TextWriter? Script { get; init; }
}
