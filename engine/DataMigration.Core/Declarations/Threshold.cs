using System.Globalization;

namespace DataMigration.Declarations;

/// <summary>A count of rows, or a share of the rows read: <c>50</c> or <c>5%</c>.</summary>
public readonly record struct Threshold
{
    private Threshold(long? count, decimal? percent) => (Count, Percent) = (count, percent);

    /// <summary>So many rows, or null when it is a share.</summary>
    public long? Count { get; }

    /// <summary>So many per cent of the rows read, 0 to 100, or null when it is a count.</summary>
    public decimal? Percent { get; }

    /// <summary>A count of rows.</summary>
    public static Threshold Rows(long count) => new(count, null);

    /// <summary>Reads <c>50</c>, <c>5%</c> or <c>0.5 %</c>.</summary>
    public static bool TryParse(string text, out Threshold threshold)
    {
        threshold = default;
        if (text.EndsWith('%'))
        {
            if (!decimal.TryParse(text[..^1].TrimEnd(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal percent) || percent > 100) return false;
            threshold = new Threshold(null, percent);
            return true;
        }
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long count)) return false;
        threshold = Rows(count);
        return true;
    }

    /// <summary>Whether <paramref name="rejected"/> of <paramref name="read"/> rows is more than this allows.</summary>
    public bool IsExceeded(long rejected, long read) =>
        Count is { } count ? rejected > count : rejected * 100m > (Percent ?? 0) * read;

    /// <summary>As a pipeline writes it.</summary>
    public override string ToString() => Count?.ToString(CultureInfo.InvariantCulture) ?? Percent?.ToString(CultureInfo.InvariantCulture) + "%";
}
