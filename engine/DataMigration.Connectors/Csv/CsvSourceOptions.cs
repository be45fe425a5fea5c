using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Csv;

/// <summary>How a CSV file is read.</summary>
public sealed record CsvSourceOptions
{
    [Option("File to read. A pattern (`*`, `?`, `**` for folders) reads all files that match, one after the other in the order of their names; their headers must be alike. `.gz` and `.zip` are unpacked; `-` is standard input.",
        Example = "data/customers-*.csv.gz")]
    public required FilePath Path { get; init; }

    [Option("Text between two cells, one character or several. In double quotes YAML knows `\\t` and `\\u0002`.", Example = "\";\"")]
    public string Delimiter { get; init; } = ",";

    [Option("Text that ends a record, exact. By default every line end does: LF, CR LF and CR, mixed as they may be.", Example = "\"&|\\n\"")]
    public string? RecordSeparator { get; init; }

    [Option("Character around a cell that holds delimiters, quotes or line breaks, or `none`: then every character is text. A row that breaks the quoting rules is rejected with the code `malformed`.", Example = "none")]
    public string Quote { get; init; } = "\"";

    [Option("How a quote stands inside quotes: `doubled`, behind a `backslash`, or never (`none`). A backslash makes a quote, a backslash, a delimiter or a line break plain text, in quotes and outside; before anything else it is text itself.")]
    public CsvEscape Escape { get; init; } = CsvEscape.Doubled;

    [Option("Encoding by name (`windows-1252`, `utf-16le`, `shift_jis`, …). A byte order mark is recognised without it; one that says another encoding is an error.", Example = "windows-1252")]
    public string? Encoding { get; init; }

    [Option("What to do about bytes that are no text in the encoding: `reject` the row with the code `encoding`, or `replace` them by U+FFFD.")]
    public InvalidBytes InvalidBytes { get; init; } = InvalidBytes.Reject;

    [Option("Lines to pass over at the start of each file, before the header.", Minimum = 0, Maximum = 1_000_000)]
    public int SkipRows { get; init; }

    [Option("Lines to leave out at the end of each file (a total, a signature); empty lines at the very end do not count. Quotes mean nothing in them. A reject file has no such lines: leave this out to read one.", Minimum = 0, Maximum = 1_000_000)]
    public int SkipLastRows { get; init; }

    [Option("Start of lines that are comments and no rows.", Example = "\"#\"")]
    public string? Comment { get; init; }

    [Option("Whether blanks (spaces and tabs) around cells are dropped: `none` keeps them, `both` drops them outside quotes.")]
    public CsvTrim Trim { get; init; } = CsvTrim.None;

    [Option("Whether the first line names the columns; otherwise `columns` does.")]
    public bool Header { get; init; } = true;

    [Option("How many rows the header has. The names of a column are joined by a blank, empty ones left out.", Minimum = 1, Maximum = 100)]
    public int HeaderRows { get; init; } = 1;

    [Option("What to do when the header names two columns alike: `refuse` the file, or `number` them: `name`, `name_2`, `name_3`.")]
    public CsvNames DuplicateNames { get; init; } = CsvNames.Refuse;

    [Option("What to do when the header has no name for a column: `refuse` the file, or `number` it by its place: `column_3`.")]
    public CsvNames EmptyNames { get; init; } = CsvNames.Refuse;

    [Option("Columns and their types. With a header, columns of these names, wherever they stand; `undeclared` says what becomes of others. Without a header, all columns in the order of the file. A cell that does not fit its type rejects the row with the code `type`.",
        Example = "{ id: text, amount: \"decimal(12,2)\" }", MinItems = 1)]
    public IReadOnlyDictionary<string, DataType>? Columns { get; init; }

    [Option("What to do about columns of the header that `columns` does not list: `refuse` the file, `ignore` them, or keep them as `text`. Means nothing without `columns`.")]
    public CsvUndeclared Undeclared { get; init; } = CsvUndeclared.Refuse;

    [Option("Unquoted words that mean null, exact. An empty word among them makes a quoted empty cell null as well.", Example = "[\"NULL\", \"\\\\N\"]")]
    public IReadOnlyList<string> NullValues { get; init; } = [];

    [Option("Unquoted words that mean empty text, exact; SQL Server's bcp writes a NUL byte.", Example = "[\"\\0\"]")]
    public IReadOnlyList<string> EmptyValues { get; init; } = [];

    [Option("What an empty cell without quotes is: `null` or empty `text`; one in quotes is always empty text. A line without any cell is no row, except in a file of one column, where it is an empty cell.")]
    public EmptyCell Empty { get; init; } = EmptyCell.Null;

    [Option("What to do about rows with fewer or more cells than columns: `reject` them with the code `columns`, `pad` short ones with nulls, `ignore_extra` cells of long ones, or both: `lenient`.")]
    public CsvRagged Ragged { get; init; } = CsvRagged.Reject;

    [Option("A cell of more bytes rejects its row with the code `size`.", Minimum = 1, Maximum = 1 << 28)]
    public int MaxFieldBytes { get; init; } = 1 << 24;

    [Option("A record of more bytes is rejected with the code `size`. When its end is not found within twice as many, the run ends and says where the record starts.", Minimum = 1, Maximum = 1 << 28)]
    public int MaxRecordBytes { get; init; } = 1 << 24;

    [Option("Name of a column to add that holds the file's name. Rows that are replayed have that of the file they came from, or null where the reasons file does not tell it.", Example = "file")]
    public string? FileColumn { get; init; }

    [Option("Name of a column to add that holds the line on which the record starts. Rows that are replayed have that of the file they came from, or null where the reasons file does not tell it.", Example = "line")]
    public string? LineColumn { get; init; }

    /// <summary>The last column of a reject file, which is no field; null where there is none.</summary>
    internal string? Ignored { get; init; }
}
