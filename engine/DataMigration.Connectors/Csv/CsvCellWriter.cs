using System.Buffers;
using System.Text;

namespace DataMigration.Connectors.Csv;

/// <summary>Writes one value as a cell, in quotes where it would not read back without.</summary>
internal sealed class CsvCellWriter
{
    private readonly SearchValues<byte> _special;
    private readonly byte _quote;
    private readonly byte[] _null;
    private readonly bool _always;

    public CsvCellWriter(CsvTargetOptions options)
    {
        _quote = (byte)options.Quote;
        _special = SearchValues.Create([(byte)options.Delimiter, _quote, (byte)'\r', (byte)'\n']);
        _null = Encoding.UTF8.GetBytes(options.NullText);
        _always = options.Quoting == CsvQuoting.Always;
    }

    /// <summary>Also where it looks like null, or like the byte order mark that a reader drops at the start of a file.</summary>
    public bool NeedsQuotes(ReadOnlySpan<byte> value) =>
        _always || value.ContainsAny(_special) || (value.Length == _null.Length && value.SequenceEqual(_null)) || (value.Length >= 3 && value[0] == 0xEF && value[1] == 0xBB && value[2] == 0xBF);

    public void Write(EncodedRows output, ReadOnlySpan<byte> value)
    {
        if (NeedsQuotes(value))
        {
            WriteQuoted(output, value);
            return;
        }
        value.CopyTo(output.Reserve(value.Length));
        output.Advance(value.Length);
    }

    public void WriteQuoted(EncodedRows output, ReadOnlySpan<byte> value)
    {
        var room = output.Reserve(checked((value.Length * 2) + 2));
        int at = 0;
        room[at++] = _quote;
        while (true)
        {
            int found = value.IndexOf(_quote);
            var part = found < 0 ? value : value[..(found + 1)];
            part.CopyTo(room[at..]);
            at += part.Length;
            if (found < 0) break;
            room[at++] = _quote;
            value = value[(found + 1)..];
        }
        room[at++] = _quote;
        output.Advance(at);
    }
}
