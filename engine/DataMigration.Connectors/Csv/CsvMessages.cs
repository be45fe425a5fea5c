using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Csv;

/// <summary>What can be wrong with a CSV file as a whole, or with the options that describe one.</summary>
public static class CsvMessages
{
    public static readonly DiagnosticDescriptor ColumnsNeeded = new("DM3101", DiagnosticSeverity.Error,
        "a CSV file without a header needs names for its columns", "List them in the order of the file: `columns: {{ id: integer, name: text }}`.");

    public static readonly DiagnosticDescriptor BadCharacter = new("DM3102", DiagnosticSeverity.Error,
        "{0} {1} cannot be the {2} of a CSV file", "Take a printable ASCII character or a tab (\"\\t\").");

    public static readonly DiagnosticDescriptor SameCharacter = new("DM3103", DiagnosticSeverity.Error,
        "delimiter and quote are both {0}", "Take two different characters.");

    public static readonly DiagnosticDescriptor NullTextUnsafe = new("DM3104", DiagnosticSeverity.Error,
        "null_text '{0}' contains the delimiter, the quote or a line break, so it would not read back", "Take a word without them, or leave it out: null is then an empty cell.");

    public static readonly DiagnosticDescriptor NoHeader = new("DM3110", DiagnosticSeverity.Error,
        "'{0}' is empty, and its first line should name the columns", "Check that the file was delivered whole; for a file without a header say `header: false` and list its `columns`.");

    public static readonly DiagnosticDescriptor NotUtf8 = new("DM3111", DiagnosticSeverity.Error,
        "'{0}' is not UTF-8: {1}", "Convert it first, with `iconv -t UTF-8` for instance.");

    public static readonly DiagnosticDescriptor HeaderMalformed = new("DM3112", DiagnosticSeverity.Error,
        "the header of '{0}' is not valid CSV: {1}", "Mend the line, or check `delimiter` and `quote`.");

    public static readonly DiagnosticDescriptor DuplicateName = new("DM3113", DiagnosticSeverity.Error,
        "the header of '{0}' names columns {2} and {3} alike: '{1}'", "Rename one, or say `header: false` and list the file's `columns` by other names (the header line then reads as a row).");

    public static readonly DiagnosticDescriptor EmptyName = new("DM3114", DiagnosticSeverity.Error,
        "the header of '{0}' has no name for column {1}", "Name it, or say `header: false` and list the file's `columns` (the header line then reads as a row).");

    public static readonly DiagnosticDescriptor MissingColumn = new("DM3115", DiagnosticSeverity.Error,
        "the header of '{0}' has no column '{1}', which the pipeline declares", "{2}");

    public static readonly DiagnosticDescriptor UnclosedQuote = new("DM3116", DiagnosticSeverity.Error,
        "'{0}': the quote that opens on line {1} (byte {2}) is not closed within {3} MB", "Close or double the quote on that line, or check `quote`.");

    public static readonly DiagnosticDescriptor EndlessLine = new("DM3117", DiagnosticSeverity.Error,
        "'{0}': the line that starts near line {1} (byte {2}) does not end within {3} MB", "Check that this is a CSV file with line breaks.");
}
