using System.Globalization;

namespace DataMigration.Declarations;

/// <summary>How long: <c>90m</c>, <c>12h</c>, <c>30d</c>.</summary>
public readonly record struct Duration
{
    private Duration(int count, char unit) => (Count, Unit) = (count, unit);

    /// <summary>So many days.</summary>
    public static Duration Days(int count) => new(count, 'd');

    /// <summary>How many units.</summary>
    public int Count { get; }

    /// <summary><c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
    public char Unit { get; }

    /// <summary>As a span of time.</summary>
    public TimeSpan Time => Unit switch
    {
        'd' => TimeSpan.FromDays(Count),
        'h' => TimeSpan.FromHours(Count),
        'm' => TimeSpan.FromMinutes(Count),
        _ => TimeSpan.FromSeconds(Count),
    };

    /// <summary>Reads a whole number of at most six digits and its unit.</summary>
    public static bool TryParse(string text, out Duration duration)
    {
        duration = default;
        if (text.Length is < 2 or > 7 || text[^1] is not ('s' or 'm' or 'h' or 'd') || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)) return false;
        duration = new Duration(count, text[^1]);
        return true;
    }

    /// <summary>As a file writes it.</summary>
    public override string ToString() => Count.ToString(CultureInfo.InvariantCulture) + (Unit == 0 ? 's' : Unit);
}
