using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Csv;

/// <summary>What can be wrong with a CSV file as a whole, or with the options that describe one.</summary>
public static class CsvMessages
{
    public static readonly DiagnosticDescriptor ColumnsNeeded = new("DM3101", DiagnosticSeverity.Error,
        "a CSV file without a header needs names for its columns", "List them in the order of the file: `columns: {{ id: integer, name: text }}`.");

    public static readonly DiagnosticDescriptor BadQuote = new("DM3102", DiagnosticSeverity.Error,
        "'{0}' cannot be the quote of a CSV file", "Take one printable ASCII character, or `none` for a file without quotes.");

    public static readonly DiagnosticDescriptor SameCharacter = new("DM3103", DiagnosticSeverity.Error,
        "{0} '{1}' contains {2}", "Take different characters; a file without quotes says `quote: none`.");

    public static readonly DiagnosticDescriptor NullTextUnsafe = new("DM3104", DiagnosticSeverity.Error,
        "null_text '{0}' contains the delimiter, the quote or a line break, so it would not read back", "Take a word without them, or leave it out: null is then an empty cell.");

    public static readonly DiagnosticDescriptor EmptyCharacters = new("DM3105", DiagnosticSeverity.Error,
        "{0} is empty", "Say which characters it is, or leave it out.");

    public static readonly DiagnosticDescriptor LineBreakInDelimiter = new("DM3106", DiagnosticSeverity.Error,
        "delimiter '{0}' contains a line end, which ends a record", "Take another one, or say what ends a record: `record_separator`.");

    public static readonly DiagnosticDescriptor SameStart = new("DM3107", DiagnosticSeverity.Error,
        "{0} '{1}' and {2} '{3}' start alike, so that they cannot be told apart", "Take two that differ.");

    public static readonly DiagnosticDescriptor ColumnTwice = new("DM3108", DiagnosticSeverity.Error,
        "two columns would be called '{0}'", "Give the added column (`file_column`, `line_column`) another name.");

    public static readonly DiagnosticDescriptor WordsBothWays = new("DM3109", DiagnosticSeverity.Error,
        "'{0}' stands both in null_values and in empty_values", "Leave it in the list that is meant.");

    public static readonly DiagnosticDescriptor NoHeader = new("DM3110", DiagnosticSeverity.Error,
        "'{0}' is empty, and its first line should name the columns", "Check that the file was delivered whole; for a file without a header say `header: false` and list its `columns`.");

    public static readonly DiagnosticDescriptor HeaderEncoding = new("DM3111", DiagnosticSeverity.Error,
        "the header of '{0}' holds bytes that are not {1}", "Say which `encoding` the file has, windows-1252 for instance.");

    public static readonly DiagnosticDescriptor HeaderMalformed = new("DM3112", DiagnosticSeverity.Error,
        "the header of '{0}' is not valid CSV: {1}", "Mend the line, or check `delimiter` and `quote`.");

    public static readonly DiagnosticDescriptor DuplicateName = new("DM3113", DiagnosticSeverity.Error,
        "the header of '{0}' names columns {2} and {3} alike: '{1}'", "Rename one, or say `duplicate_names: number`: the second is then '{1}_2'.");

    public static readonly DiagnosticDescriptor EmptyName = new("DM3114", DiagnosticSeverity.Error,
        "the header of '{0}' has no name for column {1}", "Name it, or say `empty_names: number`: it is then 'column_{1}'.");

    public static readonly DiagnosticDescriptor MissingColumn = new("DM3115", DiagnosticSeverity.Error,
        "the header of '{0}' has no column '{1}', which the pipeline declares", "{2}");

    public static readonly DiagnosticDescriptor UnclosedQuote = new("DM3116", DiagnosticSeverity.Error,
        "'{0}': the quote that opens on line {1} (byte {2}) is not closed within {3}", "Close or double the quote on that line, or check `quote`.");

    public static readonly DiagnosticDescriptor EndlessLine = new("DM3117", DiagnosticSeverity.Error,
        "'{0}': the record that starts near line {1} (byte {2}) does not end within {3}", "Check that this is a CSV file with line breaks, or raise `max_record_bytes`.");

    public static readonly DiagnosticDescriptor UndeclaredColumn = new("DM3118", DiagnosticSeverity.Error,
        "the header of '{0}' has {1} that `columns` does not list: {2}", "List them, or say what becomes of such columns: `undeclared: ignore` leaves them out, `undeclared: text` keeps them as text.");

    public static readonly DiagnosticDescriptor HeaderTooShort = new("DM3119", DiagnosticSeverity.Error,
        "'{0}' should have a header of {1} rows, and ends after {2}", "Check that the file was delivered whole, and `header_rows`.");

    public static readonly DiagnosticDescriptor OtherMark = new("DM3120", DiagnosticSeverity.Error,
        "the byte order mark of '{0}' says {1}, and the pipeline says {2}", "Leave `encoding` out, or correct it.");

    public static readonly DiagnosticDescriptor OtherEncoding = new("DM3121", DiagnosticSeverity.Error,
        "'{0}' is {1} by its byte order mark, and '{2}' is {3}", "Read files of different encodings by sources of their own.");

    public static readonly DiagnosticDescriptor OtherHeader = new("DM3122", DiagnosticSeverity.Error,
        "the headers of '{0}' and '{1}' differ: {2}", "Files read as one source need the same columns in the same order; read others by a source of their own.");

    public static readonly DiagnosticDescriptor NotInEncoding = new("DM3123", DiagnosticSeverity.Error,
        "{0} '{1}' has no bytes in {2}", "Take another one, or another `encoding`.");

    public static readonly DiagnosticDescriptor NameUnwritable = new("DM3124", DiagnosticSeverity.Error,
        "a field's name cannot be written to the header in {0}, without quotes perhaps, so that it reads back", "Rename the field, allow quotes, or say `header: false`.");

    public static readonly DiagnosticDescriptor BadFormat = new("DM3125", DiagnosticSeverity.Error,
        "a format of this target does not do: {0}", "Write it by the letters of the reference page on types: `dd/MM/yyyy`, `yyyy-MM-dd HH:mm:ss`.");

    public static readonly DiagnosticDescriptor EscapeAsText = new("DM3126", DiagnosticSeverity.Error,
        "{0} '{1}' is a backslash and what follows it, letter by letter", "YAML reads such escapes in double quotes only: `{0}: \"{1}\"`.");
}
