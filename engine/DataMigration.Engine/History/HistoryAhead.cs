using DataMigration.Configuration.Definitions;
using DataMigration.Failures;
using DataMigration.State;

namespace DataMigration.History;

/// <summary>The history that a run is about to be written into, connected to while its plan is made. A history that is not there yet is not made.</summary>
internal sealed class HistoryAhead : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<RunHistory> _history;
    private bool _taken;

    public HistoryAhead(ComponentNode state) => _history = Task.Run(() => ConnectAsync(state, _stop.Token));

    /// <summary>The history is the receiver's now.</summary>
    /// <exception cref="MigrationException">It cannot be opened.</exception>
    public async Task<RunHistory> TakeAsync(CancellationToken cancellationToken)
    {
        var history = await _history.WaitAsync(cancellationToken);
        _taken = true;
        return history;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_taken)
        {
            await _stop.CancelAsync();
            await ((Task)_history).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_history.IsCompletedSuccessfully) await (await _history).DisposeAsync();
        }
        _stop.Dispose();
    }

    private static async Task<RunHistory> ConnectAsync(ComponentNode state, CancellationToken cancellationToken)
    {
        var history = RunHistory.Open(state);
        try
        {
            await history.Store.ListAsync(new RunFilter { Limit = 1 }, cancellationToken);
            return history;
        }
        catch
        {
            await history.DisposeAsync();
            throw;
        }
    }
}
