using DataMigration.Data;

namespace DataMigration.Configuration.Interpolation;

/// <summary>A parameter of a pipeline with the value of this run.</summary>
/// <param name="Type">What its values are.</param>
/// <param name="Text">The value, or null for none.</param>
/// <param name="IsGiven">Whether the command line gave it.</param>
/// <param name="IsUsable">Whether the value fits; if not, that has been reported.</param>
internal sealed record Parameter(DataType Type, string? Text, bool IsGiven, bool IsUsable);
