namespace DataMigration.Scripting.Library.Dates;

/// <summary>The words that mean something in a date. Of months three letters count.</summary>
internal static class DateWords
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";

    private static readonly (string Word, DateTokenKind Kind, int Value)[] Others =
    [
        ("am", DateTokenKind.Noon, 0), ("pm", DateTokenKind.Noon, 12), ("t", DateTokenKind.TimeSeparator, 0),
        ("z", DateTokenKind.Zone, 0), ("ut", DateTokenKind.Zone, 0), ("utc", DateTokenKind.Zone, 0), ("gmt", DateTokenKind.Zone, 0),
        ("est", DateTokenKind.Zone, -5), ("edt", DateTokenKind.Zone, -4), ("cst", DateTokenKind.Zone, -6), ("cdt", DateTokenKind.Zone, -5),
        ("mst", DateTokenKind.Zone, -7), ("mdt", DateTokenKind.Zone, -6), ("pst", DateTokenKind.Zone, -8), ("pdt", DateTokenKind.Zone, -7),
    ];

    public static DateToken Of(ReadOnlySpan<char> word)
    {
        foreach (var (known, kind, value) in Others)
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase)) return new(kind, value, word.Length);
        int month = word.Length < 3 ? -1 : Month(word[..3]);
        return month < 0 ? new(DateTokenKind.Word, 0, word.Length) : new(DateTokenKind.Month, month, word.Length);
    }

    private static int Month(ReadOnlySpan<char> letters)
    {
        for (int i = 0; i < 12; i++)
            if (letters.Equals(Months.AsSpan(i * 3, 3), StringComparison.OrdinalIgnoreCase)) return i + 1;
        return -1;
    }
}
