using CsvHelper;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Csv;

/// <summary>The two characters that give a CSV file its shape.</summary>
internal readonly record struct CsvDialect(char Delimiter, char Quote)
{
    /// <summary>What CsvHelper is told. Never a header: that has been read apart.</summary>
    /// <param name="skipEmptyLines">Off where an empty line is a row.</param>
    /// <param name="malformed">Takes the records that break the quoting rules, in the reader's own words.</param>
    public CsvReaderOptions ReaderOptions(bool skipEmptyLines, Action<CsvMalformedRecord> malformed) => new()
    {
        Separator = Delimiter,
        Quote = Quote,
        HasHeader = false,
        SkipEmptyLines = skipEmptyLines,
        OnMalformedRecord = malformed,
    };

    /// <summary>Reports characters that cannot do.</summary>
    public void Validate(SourceSpan span, DiagnosticBag diagnostics)
    {
        Check(Delimiter, "delimiter", span, diagnostics);
        Check(Quote, "quote", span, diagnostics);
        if (Delimiter == Quote) diagnostics.Add(CsvMessages.SameCharacter, span, Show(Quote));
    }

    private static void Check(char character, string what, SourceSpan span, DiagnosticBag diagnostics)
    {
        if (character is '\t' or (>= ' ' and <= '~')) return;
        diagnostics.Add(CsvMessages.BadCharacter, span, char.IsControl(character) ? "the control character" : "the character", Show(character), what);
    }

    private static string Show(char character) => character is > ' ' and not '\x7f' ? $"'{character}'" : $"U+{(int)character:X4}";
}
