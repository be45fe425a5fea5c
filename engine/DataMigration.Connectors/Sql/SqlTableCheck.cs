using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql;

/// <summary>Holds a load against the real table and says everything that does not fit at once.</summary>
internal static class SqlTableCheck
{
    /// <summary>The same when the load is opened: the table may have changed since the plan was checked, and a statement against it would only say so in the database's words.</summary>
    /// <param name="write">The load.</param>
    /// <param name="table">What it finds, or null.</param>
    /// <param name="connection">Where.</param>
    /// <param name="makes">Whether the load makes a table that is missing.</param>
    /// <exception cref="MigrationException">The first thing that does not fit.</exception>
    public static void Require(SqlWrite write, SqlTable? table, ISqlConnection connection, bool makes)
    {
        if (table is null)
        {
            if (!makes) throw Missing(write, connection.Description);
            return;
        }
        var diagnostics = new DiagnosticBag();
        Run(write, table, connection, diagnostics);
        if (diagnostics.HasErrors) throw new MigrationException(diagnostics.Items[0]);
    }

    public static MigrationException Missing(SqlWrite write, string database) =>
        new(SqlMessages.NoTable.At(write.Span, write.Table, database, "Create it, or let the target make it with `create: true`."));

    /// <summary>A table that cannot be emptied, as rows of these refer to its rows.</summary>
    public static MigrationException Referred(SqlWrite write, SqlName table, IEnumerable<string> children) =>
        new(SqlMessages.CannotLoad.At(write.Span, table, $"rows of {string.Join(", ", children.Select(c => $"table {c}"))} refer to it, so that it cannot be emptied"));

    public static void Run(SqlWrite write, SqlTable table, ISqlConnection connection, DiagnosticBag diagnostics)
    {
        var names = connection.Names;
        if (table.IsView)
        {
            diagnostics.Add(SqlMessages.NotATable, write.Span, table.Name);
            return;
        }
        if (table.Obstacle is { } obstacle) diagnostics.Add(SqlMessages.CannotLoad, write.Span, table.Name, obstacle);
        var columns = table.Columns.ToDictionary(c => c.Name, names);
        foreach (var field in write.Schema.Fields) CheckField(field, columns, write, table, connection, diagnostics);
        var filled = write.Inserted.Select(i => write.Schema[i].Name).ToHashSet(names);
        if (write.Mode is not (SqlMode.Update or SqlMode.Delete))
            foreach (var column in table.Columns.Where(c => c.MustBeFilled && !filled.Contains(c.Name)))
                diagnostics.Add(SqlMessages.ColumnNotFilled, write.Span, table.Name, column.Name);
        CheckKey(write, table, columns, names, diagnostics);
        foreach (string name in write.Unique.Select(i => write.Schema[i].Name).Where(columns.ContainsKey))
            if (!table.UniqueKeys.Any(u => u.Count == 1 && names.Equals(u[0], name)))
                diagnostics.Add(SqlMessages.NotUnique, write.Span, table.Name, name);
        if (write.Mode == SqlMode.Replace && connection.ReplaceRefusal(table) is { } refusal)
            diagnostics.Add(SqlMessages.CannotReplace, write.Span, table.Name, refusal);
        if (write.Mode == SqlMode.Truncate && table.Cascades.Count > 0)
            diagnostics.Add(SqlMessages.EmptyingReaches, write.Span, table.Name, string.Join(", ", table.Cascades));
    }

    private static void CheckField(Field field, Dictionary<string, SqlColumn> columns, SqlWrite write, SqlTable table, ISqlConnection connection, DiagnosticBag diagnostics)
    {
        if (!columns.TryGetValue(field.Name, out var column))
            diagnostics.Add(SqlMessages.NoColumn, write.Span, table.Name, field.Name,
                Suggestions.Remedy(field.Name, [.. table.Columns.Where(c => !c.Generated).Select(c => c.Name)], "The table has no column to write."));
        else if (column.Generated)
            diagnostics.Add(SqlMessages.GeneratedColumn, write.Span, table.Name, column.Name);
        else if (connection.Refusal(field, column) is { } refusal)
            diagnostics.Add(SqlMessages.FieldDoesNotFit, write.Span, field.Name, field.Type, $"column '{column.Name}' ({column.DeclaredType})", refusal);
    }

    /// <summary>A key is good when some unique index lies within it: then no two rows share it.</summary>
    private static void CheckKey(SqlWrite write, SqlTable table, Dictionary<string, SqlColumn> columns, StringComparer names, DiagnosticBag diagnostics)
    {
        if (write.Mode is not (SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete) || write.Key.Length == 0) return;
        var key = write.Key.Select(i => write.Schema[i].Name).ToList();
        if (!key.All(columns.ContainsKey) || table.UniqueKeys.Any(u => u.All(c => key.Contains(c, names)))) return;
        string others = table.UniqueKeys.Count == 0 ? "" : $" ({string.Join("; ", table.UniqueKeys.Select(u => string.Join(", ", u)))})";
        diagnostics.Add(SqlMessages.KeyNotUnique, write.Span, table.Name, string.Join(", ", key), others);
    }
}
