using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Csv;

/// <summary>How a CSV file is read.</summary>
public sealed record CsvSourceOptions
{
    [Option("File to read, in UTF-8, with or without a byte order mark. Lines may end in LF, CR LF or CR.", Example = "data/customers.csv")]
    public required FilePath Path { get; init; }

    [Option("Character between two cells: a printable ASCII character or a tab.", Example = "\";\"")]
    public char Delimiter { get; init; } = ',';

    [Option("Character around a cell that holds delimiters, quotes or line breaks; doubled inside. A row that breaks the quoting rules is rejected with the code `malformed`.")]
    public char Quote { get; init; } = '"';

    [Option("Whether the first line names the columns; otherwise `columns` does.")]
    public bool Header { get; init; } = true;

    [Option("Columns and their types. With a header, it takes the types of the columns named here, which must exist; every other column is text. Without a header, all columns in the order of the file. A cell that does not fit its type rejects the row with the code `type`.",
        Example = "{ id: text, amount: \"decimal(12,2)\" }", MinItems = 1)]
    public IReadOnlyDictionary<string, DataType>? Columns { get; init; }

    [Option("Unquoted words that mean null, exact. An empty word among them makes a quoted empty cell null as well.", Example = "[\"NULL\", \"\\\\N\"]")]
    public IReadOnlyList<string> NullValues { get; init; } = [];

    [Option("What an empty cell without quotes is: `null` or empty `text`; one in quotes is always empty text. A line without any cell is no row, except in a file of one column, where it is an empty cell.")]
    public EmptyCell Empty { get; init; } = EmptyCell.Null;
}
