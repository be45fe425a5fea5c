using System.Text;

namespace DataMigration.Tests.Csv;

/// <summary>A reader for comparison: one byte after the other, no cleverness.</summary>
internal static class NaiveCsv
{
    public sealed record Record(int Start, int End, int Next, IReadOnlyList<string?> Cells, bool Malformed);

    /// <param name="skipEmptyLines">Off for files of one column.</param>
    public static List<Record> Read(ReadOnlySpan<byte> data, bool skipEmptyLines, byte delimiter = (byte)',', byte quote = (byte)'"')
    {
        var records = new List<Record>();
        int at = 0;
        while (at < data.Length)
        {
            var cells = new List<string?>();
            int start = at;
            bool malformed = false, more = true;
            while (more)
            {
                var value = new List<byte>();
                bool quoted = at < data.Length && data[at] == quote;
                bool open = quoted;
                if (quoted) at++;
                while (at < data.Length)
                {
                    byte b = data[at];
                    if (open && b == quote && at + 1 < data.Length && data[at + 1] == quote) at++;
                    else if (open && b == quote)
                    {
                        open = false;
                        at++;
                        continue;
                    }
                    else if (!open && (b == delimiter || b is (byte)'\r' or (byte)'\n')) break;
                    else if (!open && (quoted || b == quote)) malformed = true;
                    value.Add(b);
                    at++;
                }
                malformed |= open;
                cells.Add(!quoted && value.Count == 0 ? null : Encoding.UTF8.GetString([.. value]));
                more = at < data.Length && data[at] == delimiter;
                if (more) at++;
            }
            int end = at;
            if (at < data.Length) at += data[at] == '\r' && at + 1 < data.Length && data[at + 1] == '\n' ? 2 : 1;
            if (!skipEmptyLines || end > start) records.Add(new Record(start, end, at, cells, malformed));
        }
        return records;
    }
}
