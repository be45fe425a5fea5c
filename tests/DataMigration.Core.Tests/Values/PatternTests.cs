using DataMigration.Values;

namespace DataMigration.Tests.Values;

public sealed class PatternTests
{
    [Theory]
    [InlineData("date", "MM/dd/yyyy", "02/29/2024", "2024-02-29")]
    [InlineData("date", "MM/dd/yyyy", "02/29/2023", null)]
    [InlineData("date", "MM/dd/yyyy", "2/29/2024", null)]
    [InlineData("date", "MM/dd/yyyy", "02-29-2024", null)]
    [InlineData("date", "MM/dd/yyyy", "02/29/2024 ", null)]
    [InlineData("date", "MM/dd/yyyy", "02/2x/2024", null)]
    [InlineData("date", "yyyyMMdd", "20240229", "2024-02-29")]
    [InlineData("date", "dd.MM.yyyy", "31.12.9999", "9999-12-31")]
    [InlineData("date", "M/d/yyyy", "2/9/2024", "2024-02-09")]
    [InlineData("date", "M/d/yyyy", "12/31/2024", "2024-12-31")]
    [InlineData("date", "M/d/yyyy", "012/31/2024", null)]
    [InlineData("date", "M/d/yyyy", "//2024", null)]
    [InlineData("date", "M/d/yy", "1/1/49", "2049-01-01")]
    [InlineData("date", "M/d/yy", "1/1/50", "1950-01-01")]
    [InlineData("date", "d MMM yyyy", "5 jan 2024", "2024-01-05")]
    [InlineData("date", "d MMM yyyy", "5 Sept 2024", null)]
    [InlineData("date", "MMMM d, yyyy", "May 5, 2024", "2024-05-05")]
    [InlineData("date", "MMMM d, yyyy", "DECEMBER 25, 2024", "2024-12-25")]
    [InlineData("date", "MM/dd/yyyy HH:mm:ss", "01/02/2024 00:00:00", "2024-01-02")]
    [InlineData("date", "MM/dd/yyyy HH:mm:ss", "01/02/2024 00:00:01", null)]
    [InlineData("date", "d 'de' MM 'd''any' yyyy", "5 de 01 d'any 2024", "2024-01-05")]
    [InlineData("date", "yyyy年MM月dd日", "2024年01月05日", "2024-01-05")]
    [InlineData("datetime", "MM/dd/yyyy hh:mm tt", "01/02/2024 12:30 AM", "2024-01-02T00:30:00")]
    [InlineData("datetime", "MM/dd/yyyy hh:mm tt", "01/02/2024 12:30 pm", "2024-01-02T12:30:00")]
    [InlineData("datetime", "MM/dd/yyyy h:mm tt", "01/02/2024 1:05 PM", "2024-01-02T13:05:00")]
    [InlineData("datetime", "MM/dd/yyyy h:mm tt", "01/02/2024 13:05 PM", null)]
    [InlineData("datetime", "MM/dd/yyyy h:mm tt", "01/02/2024 0:05 AM", null)]
    [InlineData("datetime", "MM/dd/yyyy h:mm tt", "01/02/2024 1:05 XM", null)]
    [InlineData("datetime", "yyyyMMddHHmmssfff", "20240102030405678", "2024-01-02T03:04:05.678")]
    [InlineData("datetime", "yyyyMMddHHmmssfff", "2024010203040567", null)]
    [InlineData("datetime", "yyyy-MM-ddTHH:mm:ss'Z'", "2024-01-02T03:04:05Z", "2024-01-02T03:04:05")]
    [InlineData("datetime", "yyyy-MM-dd", "2024-01-02", "2024-01-02T00:00:00")]
    [InlineData("datetime_offset", "dd/MM/yyyy HH:mm zzz", "02/01/2024 03:04 +05:30", "2024-01-02T03:04:00+05:30")]
    [InlineData("datetime_offset", "dd/MM/yyyy HH:mmzzz", "02/01/2024 03:04Z", "2024-01-02T03:04:00+00:00")]
    [InlineData("datetime_offset", "dd/MM/yyyy HH:mmzzz", "02/01/2024 03:04+05", null)]
    [InlineData("time", "HHmm", "2359", "23:59:00")]
    [InlineData("time", "HHmm", "2400", null)]
    [InlineData("time", "H'h'mm", "7h05", "07:05:00")]
    public void A_pattern_reads_what_it_shows(string type, string pattern, string text, string? canonical) =>
        Reading.Read(type, text, Reading.Pattern(pattern)).Should().Be(canonical);

    [Theory]
    [InlineData("date", "", "the pattern is empty")]
    [InlineData("date", "YYYY-MM-dd", "'YYYY' at position 1 is no pattern letter; the year is yyyy")]
    [InlineData("date", "yyyy-MM-DD", "'DD' at position 9 is no pattern letter; the day of the month is dd")]
    [InlineData("date", "yyyy-MM-ddd", "'ddd' at position 9 has a wrong number of letters; there are yyyy yy MMMM MMM MM M dd d HH H hh h mm m ss s f to fffffff tt zzz")]
    [InlineData("date", "q yyyy", "'q' at position 1 is no pattern letter; a letter that stands for itself is written in single quotes")]
    [InlineData("date", "yyyy-MM-dd'x", "the quote at position 11 is never closed")]
    [InlineData("date", "dd/mm/yyyy", "'mm' are minutes; write 'MM' for months")]
    [InlineData("date", "MM/yyyy", "the pattern 'MM/yyyy' has no day (dd)")]
    [InlineData("date", "MM/dd", "the pattern 'MM/dd' has no year (yyyy or yy)")]
    [InlineData("date", "MM/dd/yyyy yy", "the pattern names the year twice")]
    [InlineData("date", "Mdyyyy", "a part of one or two digits stands directly before other digits, so where it ends would be guessed; double its letter")]
    [InlineData("datetime", "yyyy-MM-dd hh:mm", "hours of twelve (hh) and 'tt' go together; hours of the day are HH")]
    [InlineData("datetime", "yyyy-MM-dd mm", "the pattern has minutes but no hours")]
    [InlineData("datetime", "yyyy-MM-dd HH:ss", "the pattern has seconds but no minutes")]
    [InlineData("datetime", "yyyy-MM-dd HH:mm.f", "the pattern has fractions but no seconds")]
    [InlineData("datetime", "yyyy-MM-dd HH:mm:ssZ", "'Z' at position 20 is no pattern letter; an offset (Z or ±hh:mm) is zzz, and the letter itself 'Z' in quotes")]
    [InlineData("datetime", "yyyy-MM-dd HH:mmzzz", "the offset (zzz) would be lost; the type datetime_offset keeps it")]
    [InlineData("datetime_offset", "yyyy-MM-dd HH:mm", "the pattern has no offset (zzz)")]
    [InlineData("time", "HH:MM", "a time has no year, month or day")]
    [InlineData("time", "MM", "'MM' are months; write 'mm' for minutes")]
    [InlineData("time", "mm:ss", "the pattern has no hours (HH, or hh with tt)")]
    [InlineData("integer", "0000", "a pattern is for dates and times; integer takes `thousands` and `decimal_point`")]
    [InlineData("boolean", "Y/N", "a pattern is for dates and times, not for boolean")]
    [InlineData("binary", "base32", "'base32' is no pattern for binary values; it is 'hex', or none for base64")]
    public void A_pattern_that_does_not_suit_is_explained(string type, string pattern, string error) => Explained(type, Reading.Pattern(pattern)).Should().Be(error);

    [Fact]
    public void Other_formats_that_do_not_suit_are_explained()
    {
        Explained("date", new ValueFormat { Thousands = ',' }).Should().Be("`thousands` is for numbers, not for date");
        Explained("date", new ValueFormat { DecimalPoint = ',' }).Should().Be("`decimal_point` is for numbers, not for date");
        Explained("integer", new ValueFormat { TrueValues = ["Y"] }).Should().Be("`true_values` and `false_values` are for booleans, not for integer");
        Explained("number", new ValueFormat { Thousands = '.' }).Should().Be("`thousands` and `decimal_point` are both '.'");
        Explained("integer", new ValueFormat { Thousands = '.' }).Should().BeNull();
        Explained("number", new ValueFormat { Thousands = '\u00a0' }).Should().StartWith("`thousands` cannot be");
        Explained("number", new ValueFormat { DecimalPoint = '5' }).Should().StartWith("`decimal_point` cannot be");
        Explained("boolean", new ValueFormat { TrueValues = [] }).Should().Be("`true_values` is empty, so nothing could be true");
        Explained("boolean", new ValueFormat { TrueValues = ["0"] }).Should().Be("'0' reads as true and as false; name both `true_values` and `false_values`");
    }

    private static string? Explained(string type, ValueFormat format)
    {
        var reader = ValueReaders.Create(Reading.TypeOf(type), format, out string? error);
        (reader is null).Should().Be(error is not null);
        return error;
    }
}
