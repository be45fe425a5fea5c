namespace DataMigration.Data;

/// <summary>One field of a <see cref="RecordSchema"/>: its exact name and its type.</summary>
/// <param name="Name">As the source or the pipeline spells it; comparison is ordinal.</param>
/// <param name="Type">What every non-null value of the field is.</param>
public sealed record Field(string Name, DataType Type)
{
    /// <summary>Whether its value stands in another field of the schema as well (<c>address.city</c> beside <c>address</c>): it is read by name, and left out where all fields are meant.</summary>
    public bool IsPart { get; init; }

    /// <summary>The most digits a second's fraction has in its values, 0 to 7: of a date-and-time or a time; others ignore it. A target that keeps fewer refuses the field.</summary>
    public int FractionDigits { get; init; } = 7;

    /// <summary>Whether every value of a <see cref="DataKind.DateTimeOffset"/> is at offset zero, so that a target that keeps moments only loses nothing.</summary>
    public bool IsUtc { get; init; }
}
