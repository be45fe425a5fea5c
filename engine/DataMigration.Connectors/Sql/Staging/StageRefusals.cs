using System.Globalization;
using System.Text;
using DataMigration.Failures;
using DataMigration.Values;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>Says why a row is refused, in the words of every database.</summary>
internal sealed class StageRefusals(StageChunk chunk, SqlWrite write, StageConstraints constraints)
{
    public RowFailure Duplicate(int row)
    {
        var names = write.Key.Select(f => write.Schema[f].Name).ToList();
        return Of(row, SqlRules.Duplicate, names, $"{string.Join(", ", names)} {Values(row, names)} was written already by an earlier row of this run.");
    }

    public RowFailure Taken(int row, StageUnique unique) =>
        Of(row, SqlRules.Unique, unique.Columns, $"{string.Join(", ", unique.Columns)} {Values(row, unique.Columns)} exists already in table {write.Table.Name}, where it must be unique.");

    public RowFailure Shared(int row, StageUnique unique) =>
        Of(row, SqlRules.Unique, unique.Columns, $"{string.Join(", ", unique.Columns)} {Values(row, unique.Columns)} exists already in table {write.Table.Name}, where it must be unique.");

    public RowFailure Orphan(int row, StageForeignKey key) =>
        Of(row, SqlRules.ForeignKey, key.Columns, $"{string.Join(", ", key.Columns)} {Values(row, key.Columns)} does not exist in table {key.ParentName}.");

    public RowFailure Breaker(int row, StageCheck check) =>
        Of(row, SqlRules.Check, check.Columns, $"The row breaks the check {check.Name} of table {write.Table.Name}: {check.Expression}.");

    /// <summary>What the database itself said of the row.</summary>
    public RowFailure Told(int row, StageRowError error)
    {
        if (error.Constraint is { } name)
        {
            if (constraints.Uniques.FirstOrDefault(u => u.Name == name) is { } unique) return Taken(row, unique);
            if (constraints.ForeignKeys.FirstOrDefault(k => k.Name == name) is { } key && write.Mode != SqlMode.Delete) return Orphan(row, key);
            if (constraints.Checks.FirstOrDefault(c => c.Name == name) is { } check) return Breaker(row, check);
        }
        string[] columns = error.Column is { } column && write.Schema.IndexOf(column) >= 0 ? [column] : [];
        return Of(row, error.Rule, columns, $"{(error.Constraint is null ? "" : $"{error.Constraint} of ")}table {write.Table.Name} refuses the row: {error.Text.TrimEnd('.')}.");
    }

    public RowFailure LeftOut(int row) => Of(row, SqlRules.Trigger, [], $"A trigger of table {write.Table.Name} left the row out without a reason.");

    private RowFailure Of(int row, Rule rule, IReadOnlyList<string> columns, string message)
    {
        var place = chunk.Rows[row];
        return new RowFailure(place.Row, rule, columns.Count == 1 ? columns[0] : null, columns.Count == 0 ? null : FailureSink.Cut(Values(row, columns)), message);
    }

    private string Values(int row, IReadOnlyList<string> columns)
    {
        var (place, batch) = (chunk.Rows[row], chunk.Batch(chunk.Rows[row]).Batch);
        var text = new StringBuilder();
        foreach (string column in columns)
        {
            int field = write.Schema.IndexOf(column);
            if (text.Length > 0) text.Append(", ");
            text.Append(CultureInfo.InvariantCulture, $"{(field < 0 ? "?" : FailureSink.Cut(ValueFormatter.ToText(batch[field], place.Row)))}");
        }
        return text.ToString();
    }
}
