using System.Data.Common;
using DataMigration.Failures;
using DataMigration.State;

namespace DataMigration.Connectors.Sql.State;

/// <summary>What differs between the databases that a history can be kept in. The statements themselves are the same for all.</summary>
internal interface IStateDatabase
{
    /// <summary>Secrets masked.</summary>
    string Description { get; }

    /// <summary>How a type of <see cref="StateSchema"/> is called.</summary>
    string TypeOf(StateType type);

    /// <summary>A query for one row with one column if there is a table <c>@table</c>, else none.</summary>
    string FindTable { get; }

    /// <summary>Waits, in the open transaction, until no other process makes the tables; null where a transaction that writes does that by itself.</summary>
    string? LockSchema { get; }

    /// <summary>A query cut to its first <c>@limit</c> rows.</summary>
    string First(string columns, string rest);

    /// <summary>A connection of its own.</summary>
    /// <param name="make">Whether a database that is missing is made.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null when the database is missing and is not to be made.</returns>
    /// <exception cref="MigrationException">It cannot be opened.</exception>
    ValueTask<DbConnection?> OpenAsync(bool make, CancellationToken cancellationToken);

    /// <summary>A transaction that writes.</summary>
    ValueTask<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Whether an exception is for <see cref="Failure"/> to explain.</summary>
    bool IsOurs(Exception e);

    /// <summary>What it means.</summary>
    MigrationException Failure(Exception e);

    /// <summary>As <see cref="IStateStore.TryLockAsync"/>.</summary>
    ValueTask<IRunLock?> TryLockAsync(string pipeline, CancellationToken cancellationToken);
}
