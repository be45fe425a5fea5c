using DataMigration.Execution;

namespace DataMigration.History;

/// <summary>Lets the history speak beside the run: observers are called by one thread at a time.</summary>
internal sealed class SerialObserver(IRunObserver inner) : IRunObserver
{
    private readonly Lock _gate = new();

    public void Started(string run, string pipeline, long? totalBytes, string? directory)
    {
        lock (_gate) inner.Started(run, pipeline, totalBytes, directory);
    }

    public void Progressed(RunProgress progress)
    {
        lock (_gate) inner.Progressed(progress);
    }

    public void Noted(string message)
    {
        lock (_gate) inner.Noted(message);
    }

    public void Finished(RunReport report)
    {
        lock (_gate) inner.Finished(report);
    }
}
