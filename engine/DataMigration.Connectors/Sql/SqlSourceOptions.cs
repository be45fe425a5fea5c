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

    [Option("The columns to read, by their exact names; all where this is left out. Only with `table`.", Example = "[id, name]", MinItems = 1)]
    public IReadOnlyList<string>? Columns { get; init; }

    [Option("A condition that rows must meet, in SQL. Only with `table`.", Example = "deleted_at is null")]
    public string? Where { get; init; }

    [Option("The columns to sort by, ascending; in the database's own order where this is left out. Only with `table`.", Example = "[id]", MinItems = 1)]
    public IReadOnlyList<string>? OrderBy { get; init; }
}
