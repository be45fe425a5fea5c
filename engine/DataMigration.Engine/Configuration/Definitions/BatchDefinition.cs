using DataMigration.Declarations;

namespace DataMigration.Configuration.Definitions;

/// <summary><c>batch:</c></summary>
public sealed record BatchDefinition
{
    [Option("Rows a transaction of the target, rounded up to whole blocks.", Minimum = 1, Maximum = 10_000_000)]
    public int Rows { get; init; } = 10_000;
}
