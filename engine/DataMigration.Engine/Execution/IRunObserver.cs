namespace DataMigration.Execution;

/// <summary>
/// Is told how a run goes, for people: progress displays and logs. Nothing that must not be lost hangs on it. Called by one thread at a time,
/// at most a few times a second for progress; must not block. Secrets are masked in all it is told.
/// </summary>
public interface IRunObserver
{
    /// <summary>The run begins.</summary>
    /// <param name="run">Its id.</param>
    /// <param name="pipeline">The pipeline's name.</param>
    /// <param name="totalBytes">Bytes of the source, or null when unknown.</param>
    /// <param name="directory">Where the run keeps its files (made when the first is), or null for a dry run, which leaves none.</param>
    void Started(string run, string pipeline, long? totalBytes, string? directory) { }

    /// <summary>Rows and bytes so far.</summary>
    void Progressed(RunProgress progress) { }

    /// <summary>Something people should know while it runs (a retry, a warning).</summary>
    void Noted(string message) { }

    /// <summary>The run is over.</summary>
    void Finished(RunReport report) { }
}

/// <param name="Bytes">Source bytes whose rows have left the pipeline, or null when unknown.</param>
public sealed record RunProgress(RunCounts Counts, long? Bytes, TimeSpan Elapsed);
