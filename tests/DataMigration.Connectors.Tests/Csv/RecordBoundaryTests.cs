using System.Text;
using DataMigration.Connectors.Csv;

namespace DataMigration.Tests.Csv;

public class RecordBoundaryTests
{
    private static readonly CsvDialect Dialect = new(",", '"');

    /// <summary>Every text of up to seven of the characters that matter, with stray and unclosed quotes in all combinations.</summary>
    [Fact]
    public void Every_short_text_is_cut_only_where_a_record_ends()
    {
        byte[] letters = "a,\"\r\n"u8.ToArray();
        byte[] data = new byte[7];
        for (int length = 1; length <= data.Length; length++)
        {
            int count = (int)Math.Pow(letters.Length, length);
            for (int number = 0; number < count; number++)
            {
                for (int i = 0, rest = number; i < length; i++, rest /= letters.Length) data[i] = letters[rest % letters.Length];
                var text = data.AsSpan(0, length);
                int[] expected = [.. NaiveCsv.Read(text, skipEmptyLines: false).Select(r => r.Next)];
                for (int target = 0; target < length; target++)
                {
                    int first = Array.Find(expected, e => e > target);
                    if (Whole(text, target) != first || Growing(text, target) != first)
                        Assert.Fail($"{Encoding.UTF8.GetString(text).Replace("\n", "\\n").Replace("\r", "\\r")}, target {target}: {Whole(text, target)} and {Growing(text, target)}, expected {first}");
                }
            }
        }
    }

    [Fact]
    public void An_unclosed_quote_is_found_where_it_opens()
    {
        var boundary = new RecordBoundary(Dialect);
        boundary.Find("a,\"b\"\nc,\"d\n"u8, 0, false).Should().Be(6);
        boundary = new RecordBoundary(Dialect);
        boundary.Find("c,\"d\ne,f\n"u8, 0, false).Should().Be(-1);
        boundary.InQuotes.Should().BeTrue();
        boundary.OpenedAt.Should().Be(2);
    }

    private static int Whole(ReadOnlySpan<byte> text, int target) => new RecordBoundary(Dialect).Find(text, target, true);

    /// <summary>The same, with one more byte at a time.</summary>
    private static int Growing(ReadOnlySpan<byte> text, int target)
    {
        var boundary = new RecordBoundary(Dialect);
        for (int length = 0; length <= text.Length; length++)
            if (boundary.Find(text[..length], target, false) is >= 0 and int end) return end;
        return boundary.Find(text, target, true);
    }
}
