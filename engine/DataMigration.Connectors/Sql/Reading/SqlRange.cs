namespace DataMigration.Connectors.Sql.Reading;

/// <summary>A range of a column by which a source is partitioned, and how far it has been read.</summary>
/// <param name="Low">Its first value.</param>
/// <param name="High">Its last one.</param>
internal sealed record SqlRange(long Low, long High)
{
    /// <summary>Rows so far.</summary>
    public long Rows { get; init; }

    /// <summary>The key of the last one, each value in its own form; null before the first, or where the source has no key.</summary>
    public IReadOnlyList<string>? Key { get; init; }

    /// <summary>Whether no rows are left.</summary>
    public bool IsRead { get; init; }
}
