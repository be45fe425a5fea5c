using DataMigration.Cli.Output;
using DataMigration.Execution;

namespace DataMigration.Cli.Display;

/// <summary>For a pipe or a file: plain lines, a progress line every few seconds. A short run shows none.</summary>
internal sealed class PlainDisplay(TextWriter output, TimeProvider time) : IRunDisplay
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private string _pipeline = "";
    private long? _total;
    private long _last;

    public void Started(string run, string pipeline, long? totalBytes, string? directory) =>
        (_pipeline, _total, _last) = (pipeline, totalBytes, time.GetTimestamp());

    public void Progressed(RunProgress progress)
    {
        if (time.GetElapsedTime(_last) < Interval) return;
        _last = time.GetTimestamp();
        output.WriteLine($"{_pipeline}: {ProgressText.Of(progress, _total)}");
    }

    public void Noted(string message) => output.WriteLine($"{_pipeline}: {Printable.Lines(message)}");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
