namespace DataMigration.Values;

/// <summary>What becomes of digits for which there is no room.</summary>
public enum Rounding
{
    /// <summary>To the nearest; a half goes away from zero (2.5 → 3, -2.5 → -3), as taught in school.</summary>
    HalfUp,

    /// <summary>To the nearest; a half goes to the even neighbour (2.5 → 2, 3.5 → 4), as banks do.</summary>
    HalfEven,

    /// <summary>To the nearest; a half goes towards zero (2.5 → 2).</summary>
    HalfDown,

    /// <summary>Away from zero (2.1 → 3, -2.1 → -3).</summary>
    Up,

    /// <summary>Towards zero: the digits are cut off (2.9 → 2, -2.9 → -2).</summary>
    Down,

    /// <summary>To the greater neighbour (2.1 → 3, -2.9 → -2).</summary>
    Ceiling,

    /// <summary>To the smaller neighbour (2.9 → 2, -2.1 → -3).</summary>
    Floor,
}
