namespace DataMigration.State;

/// <summary>That a process runs a pipeline. Ends with the process, or the connection to the store; disposing it lets go.</summary>
public interface IRunLock : IAsyncDisposable
{
    /// <summary>Looks whether it is still held, and takes it again after the connection was lost. Called every few seconds.</summary>
    /// <returns>False when another has it now.</returns>
    /// <exception cref="Failures.MigrationException">The store cannot be reached.</exception>
    ValueTask<bool> RenewAsync(CancellationToken cancellationToken);
}
