using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Configuration.Definitions;

/// <summary>A parameter of a pipeline.</summary>
public sealed record ParameterDefinition
{
    [Option("What its values are; a given value that does not fit is an error.", Example = "date")]
    public DataType Type { get; init; } = DataType.Text;

    [Option("Its value when none is given.", Example = "2020-01-01")]
    public ScalarValue? Default { get; init; }

    [Option("Whether a run must be given a value.")]
    public bool Required { get; init; }

    [Option("What it is for.", Example = "Customers created before this day are left out.")]
    public string? Description { get; init; }
}
