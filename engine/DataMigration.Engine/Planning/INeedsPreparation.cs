namespace DataMigration.Planning;

/// <summary>A step or rule with something to do before the first row of a run: a lookup loads its table. In the order of the pipeline, once a run.</summary>
internal interface INeedsPreparation
{
    /// <exception cref="Failures.MigrationException">It cannot be done, and so the run cannot.</exception>
    ValueTask PrepareAsync(RunPreparation run, CancellationToken cancellationToken);
}
