using DataMigration.Connectors.Files;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Csv;

/// <summary>How a CSV file is written.</summary>
public sealed record CsvTargetOptions
{
    [Option("File to write. It appears under this name when the load is whole; missing folders are made. A name that ends in `.gz` is compressed; `\"-\"` is standard output, where rows go as they are ready.",
        Example = "out/customers.csv")]
    public required FilePath Path { get; init; }

    [Option("Text between two cells, one character or several.", Example = "\";\"")]
    public string Delimiter { get; init; } = ",";

    [Option("What ends a line: `lf` or `crlf`.")]
    public LineEnd LineEnd { get; init; } = LineEnd.Lf;

    [Option("Text that ends a record instead of a line end.", Example = "\"&|\\n\"")]
    public string? RecordSeparator { get; init; }

    [Option("Character around a cell that holds delimiters, quotes or line breaks, or `none`.", Example = "none")]
    public string Quote { get; init; } = "\"";

    [Option("Which cells get quotes: those that `needed` them to read back, `always` all but null, or `never`. A value that would not read back rejects its row with the code `unwritable`.")]
    public CsvQuoting Quoting { get; init; } = CsvQuoting.Needed;

    [Option("How a quote stands inside quotes: `doubled`, behind a `backslash`, or never (`none`: such a value rejects its row). Where nothing is quoted, a backslash also saves delimiters and line breaks.")]
    public CsvEscape Escape { get; init; } = CsvEscape.Doubled;

    [Option("What null is written as, without quotes; text that looks the same gets quotes. By default null is an empty cell and empty text is `\"\"`.", Example = "\"NULL\"")]
    public string NullText { get; init; } = "";

    [Option("Encoding by name. A value with characters that it lacks rejects its row with the code `encoding`; nothing becomes a question mark.", Example = "windows-1252")]
    public string Encoding { get; init; } = "utf-8";

    [Option("Whether the file starts with a byte order mark, which Excel wants to see before it reads UTF-8.")]
    public bool Bom { get; init; }

    [Option("Whether the first line names the columns.")]
    public bool Header { get; init; } = true;

    [Option("Word for true.", Example = "\"yes\"")]
    public string TrueText { get; init; } = "true";

    [Option("Word for false.", Example = "\"no\"")]
    public string FalseText { get; init; } = "false";

    [Option("Character before the decimals of numbers.", Example = "\",\"")]
    public char DecimalPoint { get; init; } = '.';

    [Option("Pattern of dates, by the letters that `format` reads them with.", Example = "dd/MM/yyyy")]
    public string? DateFormat { get; init; }

    [Option("Pattern of date-times. What it leaves out is lost.", Example = "dd/MM/yyyy HH:mm")]
    public string? DatetimeFormat { get; init; }

    [Option("Pattern of date-times with an offset.", Example = "yyyy-MM-dd HH:mm:ss zzz")]
    public string? DatetimeOffsetFormat { get; init; }

    [Option("Pattern of times.", Example = "HH:mm")]
    public string? TimeFormat { get; init; }

    [Option("What to do about a file of this name: `replace` it when the load is whole, or `fail` before the first row.")]
    public IfExists IfExists { get; init; } = IfExists.Replace;

    [Option("Rows a file: after so many the next one begins, each whole with its header. The path says where the number goes: `{n}`, or `{nnn}` for three digits at least. All files appear when the load is whole, and with `if_exists: replace` those of an earlier load that follow the last one go.",
        Example = "100000", Minimum = 1)]
    public long? MaxRows { get; init; }
}
