namespace DataMigration.Connectors.Csv;

/// <summary>A cell on its way into a row of a file.</summary>
/// <param name="Start">Where its bytes start.</param>
/// <param name="Length">How many there are, or <see cref="NeedsCare"/>.</param>
internal readonly record struct LaidCell(int Start, int Length)
{
    /// <summary>It is long, or must stand in quotes, or the like: to be written on its own.</summary>
    public const int NeedsCare = -1;
}
