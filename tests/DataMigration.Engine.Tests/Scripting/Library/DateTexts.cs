namespace DataMigration.Tests.Scripting.Library;

/// <summary>Texts that are dates, or nearly.</summary>
internal static class DateTexts
{
    public static readonly string[] Known =
    [
        "2024-01-15", "2024-01", "2024", "2024-01-15T22:30:00Z", "2024-01-15T22:30", "2024-01-15T22:30:00.5+02:00", "2024-01-15T22:30:00.123456789Z", "2024-01-15T24:00:00Z", "2024-01-15T24:00:01Z", "2024-02-30", "2023-02-29", "2024-13-01",
        "+002024-01-15", "-000001-01-01", "-000000-01-01", "2024-1-5", "2024-01-15 22:30", "2024/01/15", "01/15/2024", "1/15/24", "13/01/2024", "Jan 15, 2024", "January 15 2024 10:30 PM", "15 Jan 2024", "15-Jan-2024", "Mon, 15 Jan 2024 10:30:00 GMT",
        "Mon Jan 15 2024 10:30:00 GMT+0100 (Central European Standard Time)", "2024-01-15T10:30:00+0100", "2024-01-15T10:30:00+01", "10:30 Jan 15 2024", "Jan 15 2024 12:00 AM", "Jan 15 2024 13:00 PM", "Jan 15 2024 10:30 EST", "20240115", "1705312200000",
        "", " ", "x", "today", "2024-01-15T", "2024-01-15Z", "2024-01-15T1:30", "Jan", "1", "12", "32", "49", "50", "1/1", "1.5.2024", "15.01.2024", "2024.01.15", "(remark) 1/2/2024", "1/2/2024 (a (b) c", "Sept 5 2024", "5 Mayo 2024", "2024-01-15T10:30:60Z",
        "2024-01-15t10:30:00z", " 2024-01-15", "2024-01-15 ", "2024-01-15T10:30:00 Z", "1/2/2024 10:30:15.5", "1/2/2024 10:30:15.0001", "10:30", "Jan 1 2024 10:30+2", "Jan 1 2024 10:30 -0330", "Jan 1 2024 10:30 +12345", "1/1/2024 5::10", "24:00 1/1/2024", "\u20141/1/2024",
    ];

    private static readonly string[] Pieces =
    [
        "2024", "1999", "24", "15", "1", "01", "31", "32", "0", "99", "000", "1234567890", "-", "-", "/", "/", " ", " ", " ", ":", ":", ".", ",", "+", "T", "Z", "Jan", "february", "PM", "am", "GMT", "UTC", "est", "Mon", "(x)", "(", ")", "10:30", "10:30:15", "2024-01-15", "1/2/2024", "+02:00", "-0500", "é",
    ];

    /// <summary>Pieces of dates in no order, the same each time.</summary>
    public static IEnumerable<string> Random(int count)
    {
        var random = new Random(815);
        for (int i = 0; i < count; i++) yield return string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => Pieces[random.Next(Pieces.Length)]));
    }
}
