using System.Globalization;
using DataMigration.Data;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Sql.Reading;

/// <summary>The statements that a source reads by: the whole, what follows a key, a range.</summary>
internal sealed class SqlQueries(SqlSourceOptions options, ISqlConnection connection, SourceSpan span)
{
    private const string Prefix = "datamigration_";

    private string Base => options.Query is { } query ? SqlScanner.Single(query, connection.Lexis) ?? query : Table(ordered: true);

    /// <summary>Every row, in the order of the key if there is one.</summary>
    public SqlQuery Whole => options.Key is null ? Query(Base, []) : Keyed(null, []);

    /// <summary>The rows behind one with this key.</summary>
    /// <param name="after">A value a column of the key, in its own form.</param>
    /// <param name="types">Of these columns.</param>
    public SqlQuery After(IReadOnlyList<string> after, IReadOnlyList<DataType> types)
    {
        var (condition, parameters) = Behind(after, types);
        return Keyed(condition, parameters);
    }

    /// <summary>The least and the greatest value of the column to partition by.</summary>
    public SqlQuery Bounds => Query($"SELECT MIN({Column(options.Partition!.By)}) AS {connection.Quote("low")}, MAX({Column(options.Partition!.By)}) AS {connection.Quote("high")} FROM {From}", []);

    /// <summary>The rows of one range of that column, both ends included.</summary>
    /// <param name="low">The first value.</param>
    /// <param name="high">The last one.</param>
    /// <param name="type">Of the column.</param>
    /// <param name="withNulls">Whether rows without a value are among them.</param>
    /// <param name="after">The key of the row behind which they begin, or null.</param>
    /// <param name="types">Of the key's columns.</param>
    public SqlQuery Range(long low, long high, DataType type, bool withNulls, IReadOnlyList<string>? after, IReadOnlyList<DataType> types)
    {
        string by = Column(options.Partition!.By);
        SqlParameter Bound(string name, long value) =>
            new(Prefix + name, type, type.Kind == DataKind.Date ? DateOnly.FromDayNumber((int)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture)) { Column = options.Partition!.By };
        string condition = $"({by} >= @{Prefix}low AND {by} <= @{Prefix}high{(withNulls ? $" OR {by} IS NULL" : "")})";
        List<SqlParameter> parameters = [Bound("low", low), Bound("high", high)];
        if (options.Key is null) return Query($"SELECT {Alias}.* FROM {From} WHERE {condition}", parameters);
        if (after is null) return Keyed(condition, parameters);
        var behind = Behind(after, types);
        return Keyed($"{condition} AND {behind.Condition}", [.. parameters, .. behind.Parameters]);
    }

    private (string Condition, List<SqlParameter> Parameters) Behind(IReadOnlyList<string> after, IReadOnlyList<DataType> types)
    {
        var parameters = after.Select((text, i) => new SqlParameter($"{Prefix}key{i}", types[i], text) { Column = options.Key![i] }).ToList();
        // Without row values, which not every database compares: a > x, or a = x and b > y, or …
        var ways = options.Key!.Select((_, i) => "(" + string.Join(" AND ", options.Key!.Take(i + 1).Select((name, j) => $"{Column(name)} {(j == i ? ">" : "=")} @{parameters[j].Name}")) + ")");
        return ($"({string.Join(" OR ", ways)})", parameters);
    }

    private string Alias => connection.Quote(Prefix + "rows");

    /// <summary>Rows to choose from: their order means nothing there, and SQL Server refuses it.</summary>
    private string From => $"({(options.Query is null ? Table(ordered: false) : Base)}\n) AS {Alias}";

    private string Column(string name) => $"{Alias}.{connection.Quote(name)}";

    private SqlQuery Keyed(string? condition, IReadOnlyList<SqlParameter> parameters) =>
        Query($"SELECT {Alias}.* FROM {From}{(condition is null ? "" : $" WHERE {condition}")} ORDER BY {string.Join(", ", options.Key!.Select(Column))}", parameters);

    private SqlQuery Query(string text, IReadOnlyList<SqlParameter> parameters) =>
        new(text, span) { Parameters = [.. SqlParameters.Of(options.Parameters), .. parameters], CommandTimeout = options.CommandTimeout };

    private string Table(bool ordered)
    {
        string name = connection.Quote(options.Table!);
        string table = options.Schema is null ? name : $"{connection.Quote(options.Schema)}.{name}";
        // Qualified, so that a name which is no column is an error everywhere (SQLite takes an unknown "name" for a string).
        string Own(string column) => name + "." + connection.Quote(column);
        string columns = options.Columns is { } names ? string.Join(", ", names.Select(Own)) : "*";
        string where = options.Where is { } condition ? $" WHERE ({condition}\n)" : "";
        string order = ordered && options.OrderBy is { } keys ? " ORDER BY " + string.Join(", ", keys.Select(Own)) : "";
        return $"SELECT {columns} FROM {table}{where}{order}";
    }
}
