using System.Threading.Channels;
using DataMigration.Execution;

namespace DataMigration.Cli;

/// <summary>
/// Tells several observers, in order, beside the run: what is drawn and logged, and what has to be loaded for that, is not in the way of its rows. Once disposed, they have been told everything.
/// </summary>
internal sealed class ObserverQueue : IRunObserver, IAsyncDisposable
{
    private readonly Channel<Action<IRunObserver>> _news = Channel.CreateUnbounded<Action<IRunObserver>>();
    private readonly IReadOnlyList<IRunObserver> _observers;
    private readonly Task _telling;

    public ObserverQueue(params IReadOnlyList<IRunObserver> observers)
    {
        _observers = observers;
        _telling = Task.Run(TellAsync);
    }

    public void Started(string run, string pipeline, long? totalBytes, string? directory) => _news.Writer.TryWrite(o => o.Started(run, pipeline, totalBytes, directory));

    public void Progressed(RunProgress progress) => _news.Writer.TryWrite(o => o.Progressed(progress));

    public void Noted(string message) => _news.Writer.TryWrite(o => o.Noted(message));

    public void Finished(RunReport report) => _news.Writer.TryWrite(o => o.Finished(report));

    /// <summary>Throws what an observer has thrown; after that they were told nothing more.</summary>
    public async ValueTask DisposeAsync()
    {
        _news.Writer.Complete();
        await _telling;
    }

    private async Task TellAsync()
    {
        await foreach (var tell in _news.Reader.ReadAllAsync())
            foreach (var observer in _observers) tell(observer);
    }
}
