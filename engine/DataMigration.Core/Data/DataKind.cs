namespace DataMigration.Data;

/// <summary>The families of values a field can hold. A <see cref="DataType"/> adds precision and scale.</summary>
public enum DataKind
{
    /// <summary>UTF-8 text of any length; stored in a <see cref="TextColumn"/>.</summary>
    Text,

    /// <summary>A whole number of 64 bits; stored as <see cref="long"/>.</summary>
    Integer,

    /// <summary>A binary floating-point number; stored as <see cref="double"/>.</summary>
    Number,

    /// <summary>A decimal number of at most 38 digits; stored unscaled as <see cref="Int128"/>, the scale stands in the type.</summary>
    Decimal,

    /// <summary>True or false; stored as <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>A calendar day; stored as <see cref="int"/>: <see cref="DateOnly.DayNumber"/>.</summary>
    Date,

    /// <summary>A day and time without offset; stored as <see cref="long"/>: <see cref="DateTime.Ticks"/> (100 ns).</summary>
    DateTime,

    /// <summary>A day and time with its offset; stored as <see cref="DateTimeOffset"/>, the offset survives.</summary>
    DateTimeOffset,

    /// <summary>A time of day; stored as <see cref="long"/>: <see cref="TimeOnly.Ticks"/> (100 ns).</summary>
    Time,

    /// <summary>A 128-bit identifier; stored as <see cref="System.Guid"/>.</summary>
    Guid,

    /// <summary>Bytes; stored in a <see cref="TextColumn"/> whose heap holds them raw.</summary>
    Binary,

    /// <summary>A JSON value; stored in a <see cref="TextColumn"/> as its UTF-8 text.</summary>
    Json,
}
