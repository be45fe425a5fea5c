namespace DataMigration.Cli;

/// <summary>The contract with whoever calls the program.</summary>
internal static class ExitCodes
{
    public const int Good = 0;

    /// <summary>It ran, and more rows were rejected than accepted, a rule stopped it, or one pipeline of several failed.</summary>
    public const int RanBadly = 1;

    /// <summary>Bad usage, or an invalid pipeline: nothing was touched.</summary>
    public const int Invalid = 2;

    /// <summary>The world or the program failed.</summary>
    public const int Failed = 3;

    public const int Cancelled = 130;
}
