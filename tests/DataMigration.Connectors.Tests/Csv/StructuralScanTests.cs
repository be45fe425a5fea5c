using System.Text;
using DataMigration.Connectors.Csv;

namespace DataMigration.Tests.Csv;

public class StructuralScanTests
{
    /// <summary>Every text of up to seven of the characters that matter: at the start, and across the edge of the 64 bytes that are looked at together.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(59)]
    [InlineData(61)]
    [InlineData(63)]
    public void Every_short_text_is_scanned_as_it_reads_or_left_to_the_careful_reader(int before)
    {
        byte[] letters = "a,\"\r\n"u8.ToArray(), bytes = new byte[256];
        bytes.AsSpan().Fill((byte)'"');
        var scan = new StructuralScan((byte)',', (byte)'"', width: 2);
        for (int length = 1; length <= 7; length++)
        {
            int count = (int)Math.Pow(letters.Length, length), used = before + length;
            if (before > 0)
            {
                bytes.AsSpan(0, before).Fill((byte)'x');
                bytes[before - 1] = (byte)'\n';
            }
            for (int number = 0; number < count; number++)
            {
                for (int i = 0, rest = number; i < length; i++, rest /= letters.Length) bytes[before + i] = letters[rest % letters.Length];
                var text = bytes.AsSpan(0, used);
                if (Expected(text) is var expected && Found(scan, bytes, used) is var found && found != expected)
                    Assert.Fail($"{Encoding.UTF8.GetString(text).Replace("\n", "\\n").Replace("\r", "\\r")}: {found}, expected {expected}");
            }
            bytes.AsSpan(before).Fill((byte)'"');
        }
    }

    [Fact]
    public void Without_quotes_they_are_text()
    {
        byte[] bytes = "a\"b;c\nd;\"\n"u8.ToArray();
        Found(new StructuralScan((byte)';', null, width: 2), bytes, bytes.Length).Should().Be("0-5: 3 5 | 6-9: 7 9");
    }

    [Fact]
    public void Where_a_record_has_one_cell_an_empty_line_is_one()
    {
        byte[] bytes = "a\n\nb"u8.ToArray();
        Found(new StructuralScan((byte)',', (byte)'"', width: 1), bytes, bytes.Length).Should().Be("0-1: 1 | 2-2: 2 | 3-4: 4");
    }

    /// <summary>Records by their first byte, the one behind their last, and where their cells end; "careful" where the text is not well-formed.</summary>
    private static string Expected(ReadOnlySpan<byte> text)
    {
        var records = NaiveCsv.Read(text, skipEmptyLines: true);
        for (int at = text.IndexOf((byte)'\r'); at >= 0 && at < text.Length; at = Next(text, at))
            if (!IsQuoted(text, at) && (at + 1 == text.Length || text[at + 1] != '\n')) return "careful";
        if (records.Exists(r => r.Malformed)) return "careful";
        var shown = new List<string>();
        foreach (var record in records)
        {
            var ends = new List<int>();
            for (int i = record.Start; i < record.End; i++)
                if (text[i] == ',' && !IsQuoted(text, i)) ends.Add(i);
            shown.Add($"{record.Start}-{record.End}: {string.Join(' ', [.. ends, record.End])}");
        }
        return string.Join(" | ", shown);
    }

    private static int Next(ReadOnlySpan<byte> text, int at) => text[(at + 1)..].IndexOf((byte)'\r') is >= 0 and int next ? at + 1 + next : text.Length;

    /// <summary>In a well-formed text only.</summary>
    private static bool IsQuoted(ReadOnlySpan<byte> text, int at) => text[..at].Count((byte)'"') % 2 == 1;

    private static string Found(StructuralScan scan, byte[] bytes, int used)
    {
        if (!scan.TryScan(bytes, used)) return "careful";
        var shown = new List<string>();
        foreach (var record in scan.Records) shown.Add($"{record.Start}-{record.End}: {string.Join(' ', scan.Ends.Slice(record.First, record.Cells).ToArray())}");
        return string.Join(" | ", shown);
    }
}
