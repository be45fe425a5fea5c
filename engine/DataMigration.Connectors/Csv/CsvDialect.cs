using CsvHelper;
using DataMigration.Connectors.Files;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Csv;

/// <summary>The characters that give a CSV file its shape.</summary>
internal sealed record CsvDialect(string Delimiter, char? Quote)
{
    /// <summary>How an author says that there is none.</summary>
    public const string NoQuote = "none";

    public CsvEscape Escape { get; init; } = CsvEscape.Doubled;

    /// <summary>Null: every line end.</summary>
    public string? RecordSeparator { get; init; }

    public string? Comment { get; init; }

    public bool Trim { get; init; }

    public static CsvDialect Of(CsvSourceOptions options) => new(options.Delimiter, QuoteOf(options.Quote))
    {
        Escape = EscapeOf(options.Escape, options.Quote),
        RecordSeparator = options.RecordSeparator,
        Comment = options.Comment,
        Trim = options.Trim == CsvTrim.Both,
    };

    public static CsvDialect Of(CsvTargetOptions options) => new(options.Delimiter, QuoteOf(options.Quote))
    {
        Escape = EscapeOf(options.Escape, options.Quote),
        RecordSeparator = options.RecordSeparator,
    };

    public static char? QuoteOf(string quote) => quote == NoQuote || quote.Length == 0 ? null : quote[0];

    /// <summary>Whether CsvHelper has words for it.</summary>
    public bool IsPlain => RecordSeparator is null && Delimiter is [<= '\x7f'] && Comment is null or [<= '\x7f'] && Escape == (Quote is null ? CsvEscape.None : CsvEscape.Doubled);

    /// <summary>Whether <see cref="RecordBoundary"/> finds its records.</summary>
    public bool IsCommon => IsPlain && Quote is not null && Comment is null && !Trim;

    /// <summary>What CsvHelper is told. Never a header: that has been read apart.</summary>
    /// <param name="skipEmptyLines">Off where an empty line is a row.</param>
    /// <param name="malformed">Takes the records that break the quoting rules, in the reader's own words.</param>
    public CsvReaderOptions ReaderOptions(bool skipEmptyLines, Action<CsvMalformedRecord> malformed)
    {
        var options = new CsvReaderOptions
        {
            Separator = Delimiter[0],
            HasHeader = false,
            SkipEmptyLines = skipEmptyLines,
            OnMalformedRecord = malformed,
            CommentPrefix = Comment?[0],
            TrimWhitespace = Trim,
        };
        return Quote is { } quote ? options with { Quote = quote } : options with { Mode = CsvMode.NoEscape };
    }

    /// <summary>Reports what cannot do.</summary>
    /// <param name="quote">As the author wrote it.</param>
    public void Validate(string quote, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (quote != NoQuote && (quote.Length != 1 || quote[0] is not (> ' ' and <= '~'))) diagnostics.Add(CsvMessages.BadQuote, span, Show(quote));
        Check("delimiter", Delimiter, span, diagnostics);
        if (RecordSeparator is not null) Check("record_separator", RecordSeparator, span, diagnostics);
        if (Comment is not null) Check("comment", Comment, span, diagnostics);
        if (RecordSeparator is null && Delimiter.AsSpan().ContainsAny('\r', '\n')) diagnostics.Add(CsvMessages.LineBreakInDelimiter, span, Show(Delimiter));
        else if (RecordSeparator is { Length: > 0 } && Delimiter.Length > 0 && (RecordSeparator.StartsWith(Delimiter, StringComparison.Ordinal) || Delimiter.StartsWith(RecordSeparator, StringComparison.Ordinal)))
            diagnostics.Add(CsvMessages.SameStart, span, "delimiter", Show(Delimiter), "record_separator", Show(RecordSeparator));
    }

    /// <summary>Reports what has no bytes in the encoding.</summary>
    public void CheckEncoding(TextEncoding encoding, SourceSpan span, DiagnosticBag diagnostics)
    {
        foreach (var (option, text) in new[] { ("delimiter", Delimiter), ("record_separator", RecordSeparator), ("comment", Comment) })
            if (text is not null && encoding.Encoding.GetString(encoding.Encoding.GetBytes(text)) != text) diagnostics.Add(CsvMessages.NotInEncoding, span, option, Show(text), encoding.Name);
    }

    /// <summary>Whether a word can stand as a cell without quotes.</summary>
    public bool IsSafe(string word)
    {
        for (int i = 0; i < word.Length; i++)
        {
            if (!Means(word[i])) continue;
            // A backslash alone means nothing: \N is a word.
            if (word[i] != '\\' || i + 1 == word.Length || Means(word[i + 1])) return false;
        }
        return true;
    }

    private bool Means(char c) => c == Delimiter[0] || c == Quote || (RecordSeparator is null ? c is '\r' or '\n' : c == RecordSeparator[0]) || (c == '\\' && Escape == CsvEscape.Backslash);

    /// <summary>Without quotes there is nothing to double.</summary>
    private static CsvEscape EscapeOf(CsvEscape escape, string quote) => escape == CsvEscape.Doubled && QuoteOf(quote) is null ? CsvEscape.None : escape;

    private void Check(string option, string text, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (text.Length == 0) diagnostics.Add(CsvMessages.EmptyCharacters, span, option);
        else if (LooksEscaped(text)) diagnostics.Add(CsvMessages.EscapeAsText, span, option, text);
        else if (Quote is { } quote && text.Contains(quote, StringComparison.Ordinal)) diagnostics.Add(CsvMessages.SameCharacter, span, option, Show(text), "the quote");
        else if (Escape == CsvEscape.Backslash && text.Contains('\\', StringComparison.Ordinal)) diagnostics.Add(CsvMessages.SameCharacter, span, option, Show(text), "the backslash that escapes");
    }

    /// <summary>Nobody's delimiter is a backslash and a letter; many write a tab so, outside of quotes.</summary>
    private static bool LooksEscaped(string text) => text.Length > 1 && text[0] == '\\' && (text[1] is 't' or 'n' or 'r' or '0' or 'u' or 'x');

    private static string Show(string text) => string.Concat(text.Select(c => c is >= ' ' and not '\x7f' ? c.ToString() : c switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", _ => $"\\u{(int)c:X4}" }));
}
