using System.Diagnostics;

namespace DataMigration.Execution;

internal enum Activity
{
    Read,
    Transform,
    Write,
}

/// <summary>Adds up where the time goes, over all threads: a few clock readings a block.</summary>
internal sealed class StageClock
{
    private readonly long[] _ticks = new long[3];

    /// <summary>Counts the time since <paramref name="start"/> and returns the time now.</summary>
    public long Add(Activity activity, long start)
    {
        long now = Stopwatch.GetTimestamp();
        Interlocked.Add(ref _ticks[(int)activity], now - start);
        return now;
    }

    public StageTimes Times => new(Seconds(Activity.Read), Seconds(Activity.Transform), Seconds(Activity.Write));

    private double Seconds(Activity activity) => Math.Round((double)Interlocked.Read(ref _ticks[(int)activity]) / Stopwatch.Frequency, 3);
}
