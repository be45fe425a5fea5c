namespace DataMigration.Connectors;

/// <summary>Tries again what failed for a passing reason, as often and with such pauses as the pipeline says (`on_error`).</summary>
public interface IRetries
{
    /// <summary>The result of the first attempt that does not fail temporarily.</summary>
    /// <param name="attempt">Does it, or throws a <see cref="Failures.MigrationException"/>; only one that is <see cref="Failures.MigrationException.Temporary"/> is tried again.</param>
    /// <param name="cancellationToken">Ends the pauses too.</param>
    /// <exception cref="Failures.MigrationException">The failure of the last attempt.</exception>
    ValueTask<T> ExecuteAsync<T>(Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken);
}
