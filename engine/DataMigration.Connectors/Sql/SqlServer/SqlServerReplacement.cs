using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>
/// A table made beside another one with the same columns and the same rules for rows. When all rows are there and counted, they take the place of the old ones in one transaction; the old table itself
/// stays, with all that hangs on it (names, indexes, rights, triggers, comments, views), since a script made of the catalogue could never copy all of that.
/// </summary>
/// <param name="table">The old one.</param>
/// <param name="triggers">Whether its triggers judge the new rows; when these take their place, nobody's fire.</param>
/// <param name="rules">Whether its CHECKs and foreign keys hold from the beginning.</param>
internal sealed class SqlServerReplacement(SqlServerTable table, bool triggers, bool rules)
{
    private const string Prefix = "datamigration_new_";

    /// <summary>Quoted.</summary>
    public string Beside { get; } = SqlServerText.Quote(NameOf(table.Name));

    /// <summary>Why the rows of a table cannot be replaced, or null.</summary>
    public static string? Refusal(SqlServerTable table) =>
        table.Peculiarities.Count > 0 ? table.Peculiarities[0] :
        table.ReferredBy.Count > 0 ? $"foreign keys of {string.Join(", ", table.ReferredBy)} refer to it" :
        table.Views.Count > 0 ? $"{string.Join(", ", table.Views)} would find it changed in between" : null;

    /// <summary>Makes the table beside.</summary>
    public IReadOnlyList<string> Make
    {
        get
        {
            var columns = table.Columns.Cast<SqlServerColumn>().Where(c => !c.Generated || c.Computed is not null).Select(Declare);
            var statements = new List<string> { Drop, $"CREATE TABLE {Beside} (\n  {string.Join(",\n  ", columns)}\n)" };
            foreach (var index in table.Indexes)
            {
                string keys = string.Join(", ", index.Columns.Select(c => SqlServerText.Quote(c.Column) + (c.Descending ? " DESC" : "")));
                statements.Add($"CREATE UNIQUE {(index.IsClustered ? "CLUSTERED" : "NONCLUSTERED")} INDEX {SqlServerText.Quote(index.Name)} ON {Beside} ({keys}){(index.Filter is null ? "" : $" WHERE {index.Filter}")}");
            }
            foreach (var trigger in triggers ? table.Triggers : [])
                if (trigger.Definition is { } text && SqlServerTriggerText.On(text, SqlServerText.Quote(NameOf(table.Name with { Name = trigger.Name })), Beside) is { } made) statements.Add(made);
            if (!rules) return statements;
            foreach (var check in table.Checks) statements.Add($"ALTER TABLE {Beside} ADD CONSTRAINT {SqlServerText.Quote(Own(check.Name))} CHECK ({check.Expression})");
            foreach (var key in table.ForeignKeys)
                statements.Add($"ALTER TABLE {Beside} ADD CONSTRAINT {SqlServerText.Quote(Own(key.Name))} FOREIGN KEY ({SqlServerText.List(key.Columns)}) REFERENCES {(key.IsSelf ? Beside : SqlServerText.Quote(key.Parent))} ({SqlServerText.List(key.ParentColumns)})");
            return statements;
        }
    }

    public string Drop => DropBeside(table.Name);

    /// <summary>Takes the table beside away, if there is one.</summary>
    public static string DropBeside(SqlName table) => $"IF OBJECT_ID({SqlServerText.Literal(SqlServerText.Quote(NameOf(table)))}, N'U') IS NOT NULL DROP TABLE {SqlServerText.Quote(NameOf(table))}";

    public string Count => $"SELECT COUNT_BIG(*) FROM {Beside}";

    /// <summary>Empties the old table and fills it from the new one; nobody's triggers fire.</summary>
    public IReadOnlyList<string> Swap
    {
        get
        {
            string old = SqlServerText.Quote(table.Name);
            string columns = SqlServerText.List(table.Columns.Where(c => !c.Generated).Select(c => c.Name));
            bool numbered = table.Columns.Any(c => c.Identity);
            return
            [
                .. table.Triggers.Select(t => $"ALTER TABLE {old} DISABLE TRIGGER {SqlServerText.Quote(t.Name)}"),
                table.CanTruncate ? $"TRUNCATE TABLE {old}" : $"DELETE FROM {old}",
                $"{(numbered ? $"SET IDENTITY_INSERT {old} ON; " : "")}INSERT INTO {old} WITH (TABLOCK) ({columns}) SELECT {columns} FROM {Beside}{(numbered ? $"; SET IDENTITY_INSERT {old} OFF" : "")}",
                .. table.Triggers.Select(t => $"ALTER TABLE {old} ENABLE TRIGGER {SqlServerText.Quote(t.Name)}"),
                $"DROP TABLE {Beside}",
            ];
        }
    }

    /// <param name="session">In the load's last transaction.</param>
    /// <param name="write">The load.</param>
    /// <param name="rows">Rows that it has written.</param>
    /// <param name="journal">Keeps the old rows, or null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">The table beside has not the rows that were written.</exception>
    public async Task SwapAsync(SqlServerSession session, SqlWrite write, long rows, SqlServerRunJournal? journal, CancellationToken cancellationToken)
    {
        long found = (await session.QueryAsync(Count, r => r.GetInt64(0), cancellationToken))[0];
        if (found != rows) throw new MigrationException(SqlServerMessages.CountDiffers.At(write.Span, table.Name, found, rows));
        foreach (string statement in journal?.Replacing ?? []) await session.RunPatientlyAsync(statement, cancellationToken);
        foreach (string statement in Swap) await session.RunAsync(statement, cancellationToken);
    }

    /// <summary>The name of something of the old table as the new one has it: names of constraints and triggers are the schema's.</summary>
    public static string Own(string name) => Prefix.Length + name.Length > 128 ? Prefix + name[..(128 - Prefix.Length)] : Prefix + name;

    private static SqlName NameOf(SqlName table) => table with { Name = Own(table.Name) };

    private static string Declare(SqlServerColumn column)
    {
        string name = SqlServerText.Quote(column.Name);
        if (column.Computed is { } expression) return $"{name} AS {expression}{(column.Persisted ? " PERSISTED" : "")}";
        string collation = column.Type.IsText && column.Collation is not null ? $" COLLATE {column.Collation}" : "";
        string numbering = column.Numbering is { } numbers ? $" IDENTITY({numbers.Seed},{numbers.Increment})" : "";
        return $"{name} {column.Type}{collation}{numbering} {(column.AllowsNull ? "NULL" : "NOT NULL")}{(column.Default is null ? "" : $" DEFAULT {column.Default}")}";
    }
}
