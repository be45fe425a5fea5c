namespace DataMigration.Cli.Display;

/// <summary>Nothing: the log is being printed instead.</summary>
internal sealed class NoDisplay : IRunDisplay
{
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
