using DataMigration.Connectors.Files;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Csv;

/// <summary>How a CSV file is written.</summary>
public sealed record CsvTargetOptions
{
    [Option("File to write, in UTF-8. It appears under this name when the load is whole; missing folders are made. A name that ends in `.gz` is compressed; `\"-\"` is standard output, where rows go as they are ready.",
        Example = "out/customers.csv")]
    public required FilePath Path { get; init; }

    [Option("Character between two cells: a printable ASCII character or a tab.", Example = "\";\"")]
    public char Delimiter { get; init; } = ',';

    [Option("Character around a cell that holds delimiters, quotes or line breaks; doubled inside.")]
    public char Quote { get; init; } = '"';

    [Option("Whether the first line names the columns.")]
    public bool Header { get; init; } = true;

    [Option("Whether the file starts with a byte order mark, which Excel wants to see before it reads UTF-8.")]
    public bool Bom { get; init; }

    [Option("What ends a line: `lf` or `crlf`.")]
    public LineEnd LineEnd { get; init; } = LineEnd.Lf;

    [Option("Which cells get quotes: those that `needed` them to read back, or `always` all but null.")]
    public CsvQuoting Quoting { get; init; } = CsvQuoting.Needed;

    [Option("What null is written as, without quotes; text that looks the same gets quotes. By default null is an empty cell and empty text is `\"\"`.", Example = "\"NULL\"")]
    public string NullText { get; init; } = "";

    [Option("What to do about a file of this name: `replace` it when the load is whole, or `fail` before the first row.")]
    public IfExists IfExists { get; init; } = IfExists.Replace;

    [Option("Rows a file: after so many the next one begins, each whole with its header. The path says where the number goes: `{n}`, or `{nnn}` for three digits at least. All files appear when the load is whole, and with `if_exists: replace` those of an earlier load that follow the last one go.",
        Example = "100000", Minimum = 1)]
    public long? MaxRows { get; init; }
}
