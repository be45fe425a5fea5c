using System.Numerics;
using CsvHelper;

namespace DataMigration.Connectors.Csv;

/// <summary>
/// The rules of a dialect as a machine that reads one record. It cuts files of any encoding (<typeparamref name="T"/> is the encoding's unit: a byte,
/// two, or four) and finds the cells of what CsvHelper has no words for, so that the cut and the reading cannot disagree. Not for the common dialect, for which
/// <see cref="RecordBoundary"/> and CsvHelper are faster.
/// </summary>
internal sealed class RecordParser<T> where T : unmanaged, IBinaryInteger<T>
{
    private readonly T[] _delimiter;
    private readonly T[]? _separator;
    private readonly T[]? _comment;
    private readonly bool _hasQuote;
    private readonly bool _doubled;
    private readonly bool _hasEscape;
    private readonly bool _trim;
    private readonly T _quote;
    private readonly T _escape;
    private readonly T _cr;
    private readonly T _lf;
    private readonly T[] _blanks;
    private readonly T[] _inCell;
    private readonly T[] _inQuotes;
    private readonly T[] _ends;
    private readonly bool[]? _leads;

    /// <param name="dialect">The rules.</param>
    /// <param name="encode">Text as units of the file, in the order of its bytes.</param>
    /// <param name="leads">Bytes that start a character of two in which the second may look like one of the dialect's own; null where that cannot be.</param>
    public RecordParser(CsvDialect dialect, Func<string, T[]> encode, bool[]? leads = null)
    {
        _delimiter = encode(dialect.Delimiter);
        _separator = dialect.RecordSeparator is { } separator ? encode(separator) : null;
        _comment = dialect.Comment is { } comment ? encode(comment) : null;
        (_hasQuote, _quote) = dialect.Quote is { } quote ? (true, encode(quote.ToString())[0]) : default;
        (_hasEscape, _escape) = dialect.Escape == CsvEscape.Backslash ? (true, encode("\\")[0]) : default;
        _doubled = dialect.Escape == CsvEscape.Doubled;
        _trim = dialect.Trim;
        (_cr, _lf) = (encode("\r")[0], encode("\n")[0]);
        _blanks = dialect.Delimiter switch { " " => encode("\t"), "\t" => encode(" "), _ => encode(" \t") };
        T[] quotes = _hasQuote ? [_quote] : [], escapes = _hasEscape ? [_escape] : [];
        _ends = _separator is null ? [_cr, _lf] : [_separator[0]];
        _inCell = [.. new HashSet<T>([_delimiter[0], .. _ends, .. quotes, .. escapes])];
        _inQuotes = [.. quotes, .. escapes];
        _leads = leads;
    }

    /// <summary>Where the record's last cell ends.</summary>
    public int End { get; private set; }

    /// <summary>Whether what was read is a comment and no record.</summary>
    public bool IsComment { get; private set; }

    /// <summary>The record's first problem, if any.</summary>
    public CsvMalformedReason? Problem { get; private set; }

    /// <summary>Where it shows.</summary>
    public int ProblemAt { get; private set; }

    /// <summary>Where the record's last quoted cell opens, or -1.</summary>
    public int OpenedAt { get; private set; }

    /// <summary>Whether the last attempt ended inside quotes.</summary>
    public bool InQuotes { get; private set; }

    /// <summary>Reads the record that starts at <paramref name="at"/>.</summary>
    /// <param name="final">Nothing follows <paramref name="data"/>: its end is a record's end.</param>
    /// <returns>The index behind the record and what ends it, or -1 when more data is needed.</returns>
    public int Read<TSink>(ReadOnlySpan<T> data, int at, bool final, ref TSink sink) where TSink : struct, ICellSink
    {
        (IsComment, Problem, OpenedAt, InQuotes) = (false, null, -1, false);
        if (_comment is not null && data[at..].StartsWith(_comment))
        {
            IsComment = true;
            return EndRecord(data, FindEnd(data, at), final);
        }
        while (true)
        {
            int end = ReadCell(data, at, ref sink);
            if (!IsDelimiter(data, end)) return EndRecord(data, end, final);
            at = end + _delimiter.Length;
        }
    }

    /// <summary>The index behind the next end of a record, whatever the dialect says about quotes, or -1.</summary>
    public int SkipLine(ReadOnlySpan<T> data, int at, bool final) => EndRecord(data, FindEnd(data, at), final);

    /// <summary>The value of a cell that does not stand in the file as it reads. Returns its length; it is never longer than the cell.</summary>
    public int Unescape(ReadOnlySpan<T> cell, CellForm form, Span<T> value)
    {
        int length = 0;
        bool open = (form & CellForm.Quoted) != 0;
        for (int at = 0; at < cell.Length; at++)
        {
            T unit = cell[at];
            if (_hasEscape && unit == _escape && at + 1 < cell.Length && CanBeEscaped(cell[at + 1])) at++;
            else if (open && unit == _quote)
            {
                // Doubled it is text; alone it closes, and the rest was kept as it stands.
                if (_doubled && at + 1 < cell.Length && cell[at + 1] == _quote) at++;
                else
                {
                    open = false;
                    continue;
                }
            }
            value[length++] = cell[at];
        }
        return length;
    }

    private int ReadCell<TSink>(ReadOnlySpan<T> data, int start, ref TSink sink) where TSink : struct, ICellSink
    {
        if (_trim) start = SkipBlanks(data, start);
        if (_hasQuote && start < data.Length && data[start] == _quote) return ReadQuoted(data, start, ref sink);
        var form = CellForm.Plain;
        for (int at = start; ; at++)
        {
            at = Search(data, at, _inCell);
            if (at == data.Length || IsDelimiter(data, at) || IsEnd(data, at))
            {
                int end = at;
                if (_trim)
                    while (end > start && _blanks.AsSpan().Contains(data[end - 1])) end--;
                sink.Add(start, end, form);
                return at;
            }
            if (_hasQuote && data[at] == _quote) SetProblem(CsvMalformedReason.StrayQuote, at);
            else if (Escapes(data, at, out int more)) (form, at) = (CellForm.Escaped, at + more);
        }
    }

    private int ReadQuoted<TSink>(ReadOnlySpan<T> data, int open, ref TSink sink) where TSink : struct, ICellSink
    {
        var form = CellForm.Quoted;
        (OpenedAt, InQuotes) = (open, true);
        int at = open + 1;
        for (; ; at++)
        {
            at = Search(data, at, _inQuotes);
            if (at == data.Length)
            {
                SetProblem(CsvMalformedReason.UnterminatedQuote, at);
                sink.Add(open + 1, at, form);
                return at;
            }
            if (Escapes(data, at, out int more)) (form, at) = (form | CellForm.Escaped, at + more);
            else if (data[at] == _quote)
            {
                if (!_doubled || at + 1 == data.Length || data[at + 1] != _quote) break;
                form |= CellForm.Escaped;
                at++;
            }
        }
        InQuotes = false;
        int closed = at++;
        if (_trim) at = SkipBlanks(data, at);
        if (at < data.Length && !IsDelimiter(data, at) && !IsEnd(data, at))
        {
            SetProblem(CsvMalformedReason.TextAfterClosingQuote, at);
            do at = Search(data, at + 1, _inCell);
            while (at < data.Length && !IsDelimiter(data, at) && !IsEnd(data, at));
            (closed, form) = (at, form | CellForm.Escaped);
        }
        sink.Add(open + 1, closed, form);
        return at;
    }

    private int EndRecord(ReadOnlySpan<T> data, int end, bool final)
    {
        End = end;
        if (end == data.Length) return final ? end : -1;
        if (_separator is not null) return end + _separator.Length;
        if (data[end] != _cr) return end + 1;
        // A carriage return at the very end: the next unit says whether it is the whole line break.
        if (end + 1 == data.Length) return final ? end + 1 : -1;
        return data[end + 1] == _lf ? end + 2 : end + 1;
    }

    private int FindEnd(ReadOnlySpan<T> data, int at)
    {
        for (; ; at++)
        {
            at = Search(data, at, _ends);
            if (at == data.Length || IsEnd(data, at)) return at;
        }
    }

    /// <summary>The first of these units, or the end of the data.</summary>
    private int Search(ReadOnlySpan<T> data, int from, T[] units)
    {
        if (_leads is not null) return SearchCharacters(data, from, units);
        int found = data[from..].IndexOfAny(units);
        return found < 0 ? data.Length : from + found;
    }

    /// <summary>A character at a time; <paramref name="from"/> is the start of one, since nothing that is found starts elsewhere.</summary>
    private int SearchCharacters(ReadOnlySpan<T> data, int from, T[] units)
    {
        while (from < data.Length && !units.AsSpan().Contains(data[from])) from += _leads![byte.CreateTruncating(data[from])] ? 2 : 1;
        return Math.Min(from, data.Length);
    }

    private bool IsDelimiter(ReadOnlySpan<T> data, int at) => at < data.Length && data[at] == _delimiter[0] && (_delimiter.Length == 1 || data[at..].StartsWith(_delimiter));

    private bool IsEnd(ReadOnlySpan<T> data, int at) => _separator is null ? data[at] == _cr || data[at] == _lf : data[at..].StartsWith(_separator);

    /// <summary>Whether the next unit loses its meaning here.</summary>
    private bool Escapes(ReadOnlySpan<T> data, int at, out int length)
    {
        length = 1;
        if (!_hasEscape || data[at] != _escape || at + 1 >= data.Length || !CanBeEscaped(data[at + 1])) return false;
        if (_separator is null && data[at + 1] == _cr && at + 2 < data.Length && data[at + 2] == _lf) length = 2;
        return true;
    }

    private bool CanBeEscaped(T unit) => _inCell.AsSpan().Contains(unit);

    private int SkipBlanks(ReadOnlySpan<T> data, int at)
    {
        // A delimiter may start with a blank.
        while (at < data.Length && _blanks.AsSpan().Contains(data[at]) && !IsDelimiter(data, at) && !IsEnd(data, at)) at++;
        return at;
    }

    private void SetProblem(CsvMalformedReason reason, int at)
    {
        if (Problem is not null) return;
        (Problem, ProblemAt) = (reason, at);
    }
}
