using DataMigration.Execution;

namespace DataMigration.Cli;

/// <summary>Tells several observers.</summary>
internal sealed class ObserverChain(params IRunObserver[] observers) : IRunObserver
{
    public void Started(string run, string pipeline, long? totalBytes, string? directory)
    {
        foreach (var observer in observers) observer.Started(run, pipeline, totalBytes, directory);
    }

    public void Progressed(RunProgress progress)
    {
        foreach (var observer in observers) observer.Progressed(progress);
    }

    public void Noted(string message)
    {
        foreach (var observer in observers) observer.Noted(message);
    }

    public void Finished(RunReport report)
    {
        foreach (var observer in observers) observer.Finished(report);
    }
}
