using DataMigration.State;

namespace DataMigration.Cli.Output;

/// <summary>What became of a run, for people.</summary>
internal static class StatusText
{
    /// <summary>The status in words.</summary>
    public static string Of(RunStatus status) => status switch
    {
        RunStatus.CompletedWithRejects => "completed with rejects",
        RunStatus.RolledBack => "rolled back",
        RunStatus.NotRun => "not run",
        _ => status.ToString().ToLowerInvariant(),
    };

    /// <summary>Green is good, yellow wants a look, red is bad.</summary>
    public static string Painted(RunStatus status, Paint paint) => Painted(status, Of(status), paint);

    /// <summary>Another text in the colour of a status.</summary>
    public static string Painted(RunStatus status, string text, Paint paint) => status switch
    {
        RunStatus.Completed => paint.Green(text),
        RunStatus.CompletedWithRejects or RunStatus.Cancelled or RunStatus.RolledBack => paint.Yellow(text),
        RunStatus.Running => paint.Bold(text),
        _ => paint.Red(text),
    };
}
