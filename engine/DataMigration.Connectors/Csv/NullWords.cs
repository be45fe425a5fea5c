using System.Text;

namespace DataMigration.Connectors.Csv;

/// <summary>What the words of a cell mean: unquoted empty ones and those the author lists are null, others are empty text.</summary>
internal sealed class NullWords
{
    private readonly byte[][] _nulls;
    private readonly byte[][] _empties;
    private readonly int _quote;
    private readonly bool _quotedEmpty;
    private readonly bool _unquotedEmpty;

    public NullWords(CsvSourceOptions options)
    {
        _nulls = Words(options.NullValues);
        _empties = Words(options.EmptyValues);
        _quote = CsvDialect.QuoteOf(options.Quote) ?? -1;
        _quotedEmpty = options.NullValues.Contains("");
        _unquotedEmpty = options.Empty == EmptyCell.Null || _quotedEmpty;
        Longest = _nulls.Concat(_empties).Select(w => w.Length).DefaultIfEmpty(0).Max();
    }

    /// <summary>A value of more bytes means itself.</summary>
    public int Longest { get; }

    /// <summary>Whether a cell as it stands in the file is in quotes, blanks around them or not.</summary>
    public bool IsQuoted(ReadOnlySpan<byte> raw)
    {
        if (_quote < 0 || raw.IsEmpty) return false;
        return raw[0] == _quote || (raw[0] is (byte)' ' or (byte)'\t' && raw.TrimStart(" \t"u8) is { IsEmpty: false } rest && rest[0] == _quote);
    }

    public CellMeaning Of(ReadOnlySpan<byte> value, bool quoted)
    {
        if (value.IsEmpty) return (quoted ? _quotedEmpty : _unquotedEmpty) ? CellMeaning.Null : CellMeaning.Empty;
        if (quoted) return CellMeaning.Value;
        foreach (byte[] word in _nulls)
            if (value.SequenceEqual(word)) return CellMeaning.Null;
        foreach (byte[] word in _empties)
            if (value.SequenceEqual(word)) return CellMeaning.Empty;
        return CellMeaning.Value;
    }

    private static byte[][] Words(IReadOnlyList<string> words) => [.. words.Where(w => w.Length > 0).Select(Encoding.UTF8.GetBytes)];
}
