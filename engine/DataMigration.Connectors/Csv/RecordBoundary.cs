namespace DataMigration.Connectors.Csv;

/// <summary>
/// Finds where records end, by the same rules as the reader behind it: a quote opens a cell only at its start, a doubled one inside stays
/// inside, and any other quote is plain text. So a stray quote moves no boundary, and nothing is guessed from an even or odd count. Visits quotes
/// only (vectorised search), each byte once. For the common dialect; <see cref="RecordParser{T}"/> knows the others.
/// </summary>
internal struct RecordBoundary(CsvDialect dialect)
{
    private const byte Cr = (byte)'\r', Lf = (byte)'\n';

    private readonly byte _delimiter = (byte)dialect.Delimiter[0];
    private readonly byte _quote = (byte)dialect.Quote!.Value;
    private int _position;

    /// <summary>Whether the scan stands inside quotes.</summary>
    public bool InQuotes { get; private set; }

    /// <summary>Where the last quoted cell opens, or -1.</summary>
    public int OpenedAt { get; private set; } = -1;

    /// <summary>Goes on looking for the first end of a record behind <paramref name="target"/>.</summary>
    /// <param name="data">From the start of a record on; the same bytes and more on every call.</param>
    /// <param name="target">Bytes that the records before the end must fill.</param>
    /// <param name="final">Nothing follows <paramref name="data"/>: its end is a record's end.</param>
    /// <returns>The index behind the record's line break, or -1 when more bytes are needed.</returns>
    public int Find(ReadOnlySpan<byte> data, int target, bool final)
    {
        while (_position < data.Length)
        {
            if (InQuotes)
            {
                if (!SkipQuoted(data, final)) break;
                continue;
            }
            bool search = _position >= target;
            var rest = search ? data[_position..] : data[_position..Math.Min(target, data.Length)];
            int found = search ? rest.IndexOfAny(_quote, Lf, Cr) : rest.IndexOf(_quote);
            if (found < 0)
            {
                _position += rest.Length;
                continue;
            }
            _position += found;
            byte what = data[_position];
            if (what == _quote)
            {
                if (OpensCell(data)) (InQuotes, OpenedAt) = (true, _position);
                _position++;
            }
            else if (what == Lf || _position + 1 < data.Length || final)
            {
                return EndOfLine(data);
            }
            else
            {
                // A carriage return at the very end: the next byte says whether it is the whole line break.
                break;
            }
        }
        return final ? data.Length : -1;
    }

    /// <summary>Skips to behind the closing quote. False when it has not been seen yet.</summary>
    private bool SkipQuoted(ReadOnlySpan<byte> data, bool final)
    {
        int found = data[_position..].IndexOf(_quote);
        _position = found < 0 ? data.Length : _position + found;
        if (found < 0 || (_position + 1 == data.Length && !final)) return false;
        bool doubled = _position + 1 < data.Length && data[_position + 1] == _quote;
        _position += doubled ? 2 : 1;
        InQuotes = doubled;
        // Where all cells are quoted the next one opens right behind the delimiter: no search is needed to see it.
        if (!doubled && _position + 1 < data.Length && data[_position] == _delimiter && data[_position + 1] == _quote)
        {
            (InQuotes, OpenedAt) = (true, _position + 1);
            _position += 2;
        }
        return true;
    }

    private readonly bool OpensCell(ReadOnlySpan<byte> data)
    {
        if (_position == 0) return true;
        byte before = data[_position - 1];
        return before == _delimiter || before is Lf or Cr;
    }

    private readonly int EndOfLine(ReadOnlySpan<byte> data) =>
        data[_position] == Cr && _position + 1 < data.Length && data[_position + 1] == Lf ? _position + 2 : _position + 1;
}
