using DataMigration.Declarations;

namespace DataMigration.Configuration.Definitions;

/// <summary><c>on_error:</c></summary>
public sealed record OnErrorDefinition
{
    [Option("For passing failures of the world (a lost connection, a deadlock, a busy database); never for bad rows.", Example = "{ attempts: 5, backoff: exponential }")]
    public RetryDefinition Retry { get; init; } = new();
}

/// <summary><c>retry:</c></summary>
public sealed record RetryDefinition
{
    [Option("How often a thing is tried in all; 1 = never again.", Minimum = 1, Maximum = 100)]
    public int Attempts { get; init; } = 5;

    [Option("How the pauses grow: `exponential` doubles them up to a minute, `constant` keeps them.")]
    public Backoff Backoff { get; init; } = Backoff.Exponential;

    [Option("Seconds of the first pause.", Minimum = 0, Maximum = 3600)]
    public double Delay { get; init; } = 1;
}

/// <summary>How pauses between attempts grow.</summary>
public enum Backoff
{
    Exponential,
    Constant,
}
