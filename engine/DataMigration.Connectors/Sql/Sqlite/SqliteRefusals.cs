using DataMigration.Failures;
using SQLitePCL;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// Says why SQLite refused a row. Its messages name columns as plain text, so they are compared with what each constraint of the catalogue would say:
/// names with dots and commas cannot mislead, and a constraint of another table (broken by a trigger) is told apart.
/// </summary>
internal sealed class SqliteRefusals(SqliteSession session, SqlWrite write, SqliteTable table, SqliteBinder binder)
{
    /// <summary>Whether an error is about the row and not about the database.</summary>
    public static bool IsOfRow(int code) => (code & 0xff) is raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_TOOBIG;

    public RowFailure Refusal(int row, int code, string message) => code switch
    {
        raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_ROWID => Unique(row, message),
        raw.SQLITE_CONSTRAINT_NOTNULL when OneColumn(message, "NOT NULL constraint failed: ") is { } column =>
            Field(row, SqlRules.NotNull, column, $"{column} is null, but column {column} of table {Name} allows no null."),
        raw.SQLITE_CONSTRAINT_CHECK => Whole(row, SqlRules.Check, $"the row breaks the check {After(message, "CHECK constraint failed: ")} of table {Name}."),
        raw.SQLITE_CONSTRAINT_FOREIGNKEY => ForeignKey(row),
        raw.SQLITE_CONSTRAINT_TRIGGER => Whole(row, SqlRules.Trigger, $"a trigger of table {Name} refuses the row: {message}."),
        3091 /* SQLITE_CONSTRAINT_DATATYPE */ => Datatype(row, message),
        _ when (code & 0xff) == raw.SQLITE_MISMATCH => Datatype(row, message),
        _ when (code & 0xff) == raw.SQLITE_TOOBIG => Whole(row, SqlRules.TooLong, "the row is larger than SQLite allows."),
        _ => Whole(row, SqlRules.Trigger, $"a trigger of table {Name} or a constraint behind it refuses the row: {message}."),
    };

    /// <summary>A value that its column could only hold changed.</summary>
    public RowFailure Misfit(int row, int field)
    {
        string name = write.Schema[field].Name;
        string declared = table.Table.Columns[table.IndexOf(name)].DeclaredType;
        return new RowFailure(row, SqlRules.Type, name, Cut(binder.TextOf(field, row)), $"{name} has a value that column {name} ({declared}) of table {Name} cannot hold exactly.");
    }

    public RowFailure NullKey(int row, int field)
    {
        string name = write.Schema[field].Name;
        return new RowFailure(row, SqlRules.NotNull, name, null, $"{name} is null, but it is part of the key.");
    }

    public RowFailure Duplicate(int row)
    {
        string names = string.Join(", ", write.Key.Select(f => write.Schema[f].Name));
        return new RowFailure(row, SqlRules.Duplicate, write.Key.Length == 1 ? names : null, Values(row, write.Key), $"{names} {Values(row, write.Key)} was written already by an earlier row of this run.");
    }

    public RowFailure Ignored(int row) => Whole(row, SqlRules.Trigger, $"a trigger of table {Name} left the row out without a reason (RAISE(IGNORE)).");

    /// <summary>For people; SQLite's own messages name the table that is written to.</summary>
    private string Name => table.Shown;

    private string Written => table.Table.Name.Name;

    private RowFailure Unique(int row, string message)
    {
        string what = After(message, "UNIQUE constraint failed: ");
        foreach (var key in table.Table.UniqueKeys)
        {
            if (what != string.Join(", ", key.Select(c => $"{Written}.{c}"))) continue;
            string names = string.Join(", ", key);
            var fields = key.Select(FieldOf).ToArray();
            if (fields.Any(f => f < 0)) return Whole(row, SqlRules.Unique, $"{names} exists already in table {Name}, where it must be unique.");
            return new RowFailure(row, SqlRules.Unique, fields.Length == 1 ? write.Schema[fields[0]].Name : null, Values(row, fields), $"{names} {Values(row, fields)} exists already in table {Name}, where it must be unique.");
        }
        if (what.StartsWith("index '", StringComparison.Ordinal)) 
            return Whole(row, SqlRules.Unique, Written == Name ? $"the row has a value of unique {what} that exists already in table {Name}." : $"the row has a value that exists already in table {Name}, where a unique index forbids it.");
        return Whole(row, table.HasTriggers ? SqlRules.Trigger : SqlRules.Unique, $"the row breaks a constraint: {message}.");
    }

    /// <summary>SQLite does not say which key, so each one's parent is looked for.</summary>
    private RowFailure ForeignKey(int row)
    {
        if (write.Mode == SqlMode.Delete)
        {
            string key = string.Join(", ", write.Key.Select(f => write.Schema[f].Name)), value = Values(row, write.Key);
            return new RowFailure(row, SqlRules.ForeignKey, null, value, $"{key} {value} of table {Name} cannot be deleted: rows of another table refer to it.");
        }
        foreach (var key in table.ForeignKeys)
        {
            var fields = key.Columns.Select(FieldOf).ToArray();
            if (fields.Any(f => f < 0 || binder.IsNull(f, row)) || HasParent(key, fields, row)) continue;
            string names = string.Join(", ", key.Columns);
            return new RowFailure(row, SqlRules.ForeignKey, fields.Length == 1 ? write.Schema[fields[0]].Name : null, Values(row, fields), $"{names} {Values(row, fields)} does not exist in table {key.Parent}.");
        }
        return Whole(row, SqlRules.ForeignKey, $"the row breaks a foreign key of table {Name}.");
    }

    private bool HasParent(SqliteForeignKey key, int[] fields, int row)
    {
        var parents = key.ParentColumns.Count == key.Columns.Count ? key.ParentColumns : SqliteCatalogue.PrimaryKey(session.Database, key.Parent);
        if (parents.Count != fields.Length) return false;
        string parent = SqliteText.Quote(key.Parent);
        using var statement = session.Database.Prepare($"SELECT 1 FROM {parent} WHERE {string.Join(" AND ", parents.Select((p, i) => $"{parent}.{SqliteText.Quote(p)} = {SqliteText.Parameter(i + 1)}"))}");
        return binder.Bind(statement, fields, row) < 0 && statement.StepOrThrow();
    }

    private RowFailure Datatype(int row, string message)
    {
        var column = table.Table.Columns.FirstOrDefault(c => message.EndsWith($" column {Written}.{c.Name}", StringComparison.Ordinal));
        return column is null
            ? Whole(row, SqlRules.Type, $"the row has a value of a type that table {Name} refuses: {message}.")
            : Field(row, SqlRules.Type, column.Name, $"{column.Name} has a value that column {column.Name} ({column.DeclaredType}) of table {Name} refuses.");
    }

    private string? OneColumn(string message, string prefix) =>
        table.Table.Columns.FirstOrDefault(c => message == $"{prefix}{Written}.{c.Name}")?.Name;

    private RowFailure Field(int row, Rule rule, string column, string text)
    {
        int field = FieldOf(column);
        return field < 0 ? Whole(row, rule, text) : new RowFailure(row, rule, write.Schema[field].Name, Cut(binder.TextOf(field, row)), text);
    }

    private static RowFailure Whole(int row, Rule rule, string text) => new(row, rule, null, null, char.ToUpperInvariant(text[0]) + text[1..]);

    private int FieldOf(string column)
    {
        for (int i = 0; i < write.Schema.Count; i++)
            if (string.Equals(write.Schema[i].Name, column, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }

    private string Values(int row, int[] fields) => Cut(string.Join(", ", fields.Select(f => binder.TextOf(f, row) ?? "null")))!;

    private static string? Cut(string? value) => value is null ? null : FailureSink.Cut(value);

    private static string After(string message, string prefix) => message.StartsWith(prefix, StringComparison.Ordinal) ? message[prefix.Length..] : message;
}
