using DataMigration.Configuration.Definitions;
using DataMigration.Connectors;
using DataMigration.Failures;
using DataMigration.State;

namespace DataMigration.History;

/// <summary>
/// The history of runs as commands see it. A run that says it is running while its pipeline can be locked was killed: here, and only here, it is then written down as abandoned.
/// </summary>
public sealed class RunHistory : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2), Pause = TimeSpan.FromMilliseconds(100);
    private readonly IStateStore _store;

    internal RunHistory(IStateStore store) => _store = store;

    /// <summary>Where it is kept.</summary>
    public string Description => _store.Description;

    internal IStateStore Store => _store;

    /// <exception cref="MigrationException">The connection keeps no histories.</exception>
    internal static RunHistory Open(ComponentNode state)
    {
        var connection = state.Create<IConnection>();
        if (connection is not IProvidesState place) throw new MigrationException(HistoryMessages.NoStore.At(state.Span, connection.Description));
        return new RunHistory(place.OpenState());
    }

    /// <summary>Runs, newest first.</summary>
    public async ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunFilter filter, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        return await _store.ListAsync(filter, cancellationToken);
    }

    /// <summary>The run with this id, or every run whose id has this text in it, newest first.</summary>
    public async ValueTask<IReadOnlyList<RunRecord>> FindAsync(string part, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        if (await _store.FindAsync(part, cancellationToken) is { } exact) return [exact];
        return [.. (await _store.ListAsync(new RunFilter(), cancellationToken)).Where(r => r.Run.Contains(part, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>The run of the same pipeline before a run, or null.</summary>
    public async ValueTask<RunRecord?> BeforeAsync(RunRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return (await _store.ListAsync(new RunFilter { Pipeline = record.Pipeline, Before = record.Started }, cancellationToken)).FirstOrDefault(r => r.RollbackOf is null);
    }

    /// <summary>Writes a run down as it is now: undone, say.</summary>
    public ValueTask UpdateAsync(RunRecord record, CancellationToken cancellationToken) => _store.UpdateAsync(record, cancellationToken);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>Claims a pipeline for a run. Whoever looks at the history claims it for a moment too, so this waits for one.</summary>
    /// <exception cref="MigrationException">Another run of it is under way.</exception>
    internal async Task<IRunLock> ClaimAsync(string pipeline, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (await _store.TryLockAsync(pipeline, cancellationToken) is { } held)
            {
                await AbandonAsync(pipeline, cancellationToken);
                return held;
            }
            var holder = (await _store.ListAsync(new RunFilter { Pipeline = pipeline, Status = RunStatus.Running, Limit = 1 }, cancellationToken)).SingleOrDefault();
            if (waited >= Patience)
                throw new MigrationException(HistoryMessages.IsRunning.At(null, pipeline, holder is null ? "by a process that has not said more yet" : $"run {holder.Run}, process {holder.ProcessId} of {holder.User} on {holder.Host}"));
            await Task.Delay(Pause, cancellationToken);
        }
    }

    /// <summary>Finds the killed among those that say they run.</summary>
    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        foreach (string pipeline in (await _store.ListAsync(new RunFilter { Status = RunStatus.Running }, cancellationToken)).Select(r => r.Pipeline).Distinct())
        {
            try
            {
                await using var held = await _store.TryLockAsync(pipeline, cancellationToken);
                if (held is not null) await AbandonAsync(pipeline, cancellationToken);
            }
            catch (MigrationException)
            {
                // Who may only read sees them as they were left.
            }
        }
    }

    /// <summary>While the pipeline is locked: nobody runs it, whatever its records say.</summary>
    private async Task AbandonAsync(string pipeline, CancellationToken cancellationToken)
    {
        foreach (var dead in await _store.ListAsync(new RunFilter { Pipeline = pipeline, Status = RunStatus.Running }, cancellationToken))
            await _store.UpdateAsync(dead with { Status = RunStatus.Abandoned, Ended = dead.Heartbeat, Seconds = dead.Attempt == 1 ? (dead.Heartbeat - dead.Started).TotalSeconds : null }, cancellationToken);
    }
}
