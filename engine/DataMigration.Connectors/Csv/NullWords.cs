using System.Text;

namespace DataMigration.Connectors.Csv;

/// <summary>Which cells are null: unquoted empty ones, and the words the author lists.</summary>
internal sealed class NullWords
{
    private readonly byte[][] _words;
    private readonly byte _quote;

    public NullWords(CsvSourceOptions options)
    {
        _words = [.. options.NullValues.Where(w => w.Length > 0).Select(Encoding.UTF8.GetBytes)];
        _quote = (byte)options.Quote;
        QuotedEmpty = options.NullValues.Contains("");
        UnquotedEmpty = options.Empty == EmptyCell.Null || QuotedEmpty;
        Longest = _words.Length == 0 ? 0 : _words.Max(w => w.Length);
    }

    /// <summary>Whether <c>""</c> is null.</summary>
    public bool QuotedEmpty { get; }

    /// <summary>Whether an empty cell without quotes is null.</summary>
    public bool UnquotedEmpty { get; }

    /// <summary>A value of more bytes is no word of the list.</summary>
    public int Longest { get; }

    public bool IsNull(ReadOnlySpan<byte> value, ReadOnlySpan<byte> raw)
    {
        if (value.IsEmpty) return raw.IsEmpty ? UnquotedEmpty : QuotedEmpty;
        if (raw[0] == _quote) return false;
        foreach (byte[] word in _words)
            if (value.SequenceEqual(word)) return true;
        return false;
    }
}
