using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Sql;

/// <summary>The options of a sql source.</summary>
public sealed record SqlSourceOptions
{
    [Option("The connection to read from, by its name in the project file.", Example = "crm")]
    public required ConnectionReference Connection { get; init; }

    [Option("One statement that returns the rows. Either this or `table`.", Example = "select id, code from regions")]
    public string? Query { get; init; }

    [Option("The table or view to read, by its exact name. Either this or `query`.", Example = "customers")]
    public string? Table { get; init; }

    [Option("The schema of the table, where the database has schemas; the connection's own where this is left out. Only with `table`.", Example = "sales")]
    public string? Schema { get; init; }

    [Option("The columns to read, by their exact names; all where this is left out. Only with `table`.", Example = "[id, name]", MinItems = 1)]
    public IReadOnlyList<string>? Columns { get; init; }

    [Option("A condition that rows must meet, in SQL. Only with `table`.", Example = "deleted_at is null")]
    public string? Where { get; init; }

    [Option("The columns to sort by, ascending; in the database's own order where this is left out. Only with `table`.", Example = "[id]", MinItems = 1)]
    public IReadOnlyList<string>? OrderBy { get; init; }

    [Option("Values for the `@name`s of the query or of `where`: always bound, never put into the text.", Example = "{ since: { value: \"${cutoff}\", type: date }, country: DE }")]
    public IReadOnlyDictionary<string, SqlParameterOptions> Parameters { get; init; } = new Dictionary<string, SqlParameterOptions>();

    [Option("The columns that identify a row and are never null: rows are read in their order, so that reading can be taken up behind the last row after a lost connection.", Example = "[id]", MinItems = 1)]
    public IReadOnlyList<string>? Key { get; init; }

    [Option("Reads ranges of a column in parallel.", Example = "{ by: id, count: 4 }")]
    public SqlPartitionOptions? Partition { get; init; }

    [Option("Seconds until the first rows must come; 0 = as long as it takes.", Minimum = 0)]
    public int CommandTimeout { get; init; }
}

/// <summary>A value for a query.</summary>
public sealed record SqlParameterOptions
{
    [Option("The value, in the form of its type; nothing = null.", Example = "\"${cutoff}\"", Shorthand = true)]
    public required ScalarValue Value { get; init; }

    [Option("What it is bound as.", Example = "date")]
    public DataType Type { get; init; } = DataType.Text;
}

/// <summary><c>partition:</c></summary>
public sealed record SqlPartitionOptions
{
    [Option("A column of whole numbers or dates, best an indexed one. Its range is cut into equal parts; nulls go with the first.", Example = "id")]
    public required string By { get; init; }

    [Option("Parts, each read through a connection of its own.", Minimum = 2, Maximum = 64)]
    public int Count { get; init; } = 4;
}
