using System.Globalization;
using DataMigration.Connectors.Sql.Staging;
using DataMigration.Failures;
using Microsoft.Data.SqlClient;
using SqlClientConnection = Microsoft.Data.SqlClient.SqlConnection;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Reads what a database says of its tables, in plain queries of the catalogue views of SQL Server 2016.</summary>
internal static class SqlServerCatalogue
{
    /// <summary>A name without a schema is looked for as the server does: in the schema of the user, then in dbo.</summary>
    public const string FindTable = """
        SELECT o.object_id, s.name, o.name, o.type
        FROM sys.objects AS o INNER JOIN sys.schemas AS s ON s.schema_id = o.schema_id
        WHERE o.name = @name AND o.type IN ('U', 'V') AND (s.name = @schema OR (@schema IS NULL AND (s.name = SCHEMA_NAME() OR s.name = N'dbo')))
        ORDER BY CASE WHEN s.name = SCHEMA_NAME() THEN 0 ELSE 1 END
        """;

    public const string TableNames = """
        SELECT o.name
        FROM sys.objects AS o INNER JOIN sys.schemas AS s ON s.schema_id = o.schema_id
        WHERE o.type = 'U' AND (s.name = @schema OR (@schema IS NULL AND (s.name = SCHEMA_NAME() OR s.name = N'dbo')))
        ORDER BY o.name
        """;

    public const string Columns = """
        SELECT c.name, COALESCE(t.name, TYPE_NAME(c.user_type_id)), CAST(c.max_length AS int), CAST(c.precision AS int), CAST(c.scale AS int), CAST(c.is_nullable AS int), CAST(c.is_identity AS int),
          CAST(c.is_computed AS int), CAST(c.generated_always_type AS int), c.collation_name, CAST(COLLATIONPROPERTY(c.collation_name, 'CodePage') AS int), d.definition, k.definition, CAST(k.is_persisted AS int),
          CAST(i.seed_value AS nvarchar(40)), CAST(i.increment_value AS nvarchar(40)), CASE WHEN c.default_object_id <> 0 THEN 1 ELSE 0 END
        FROM sys.columns AS c
        LEFT JOIN sys.types AS t ON t.user_type_id = c.system_type_id
        LEFT JOIN sys.default_constraints AS d ON d.object_id = c.default_object_id
        LEFT JOIN sys.computed_columns AS k ON k.object_id = c.object_id AND k.column_id = c.column_id
        LEFT JOIN sys.identity_columns AS i ON i.object_id = c.object_id AND i.column_id = c.column_id
        WHERE c.object_id = @object ORDER BY c.column_id
        """;

    public const string Indexes = """
        SELECT i.name, CAST(i.is_primary_key AS int), CASE WHEN i.type = 1 THEN 1 ELSE 0 END, CAST(i.ignore_dup_key AS int), i.filter_definition, c.name, CAST(x.is_descending_key AS int)
        FROM sys.indexes AS i
        INNER JOIN sys.index_columns AS x ON x.object_id = i.object_id AND x.index_id = i.index_id
        INNER JOIN sys.columns AS c ON c.object_id = x.object_id AND c.column_id = x.column_id
        WHERE i.object_id = @object AND i.is_unique = 1 AND i.is_disabled = 0 AND x.key_ordinal > 0
        ORDER BY i.index_id, x.key_ordinal
        """;

    public const string ForeignKeys = """
        SELECT f.name, c.name, s.name, p.name, r.name, CASE WHEN f.referenced_object_id = f.parent_object_id THEN 1 ELSE 0 END
        FROM sys.foreign_keys AS f
        INNER JOIN sys.foreign_key_columns AS x ON x.constraint_object_id = f.object_id
        INNER JOIN sys.columns AS c ON c.object_id = x.parent_object_id AND c.column_id = x.parent_column_id
        INNER JOIN sys.columns AS r ON r.object_id = x.referenced_object_id AND r.column_id = x.referenced_column_id
        INNER JOIN sys.objects AS p ON p.object_id = f.referenced_object_id
        INNER JOIN sys.schemas AS s ON s.schema_id = p.schema_id
        WHERE f.parent_object_id = @object AND f.is_disabled = 0
        ORDER BY f.name, f.object_id, x.constraint_column_id
        """;

    public const string Children = """
        SELECT o.name, f.name, CAST(f.delete_referential_action AS int)
        FROM sys.foreign_keys AS f INNER JOIN sys.objects AS o ON o.object_id = f.parent_object_id
        WHERE f.referenced_object_id = @object AND f.parent_object_id <> f.referenced_object_id
        ORDER BY o.name, f.name
        """;

    /// <summary>Without the right VIEW DEFINITION their expressions are null; such a CHECK is left to the server.</summary>
    public const string Checks = "SELECT k.name, k.definition FROM sys.check_constraints AS k WHERE k.parent_object_id = @object AND k.is_disabled = 0 AND k.definition IS NOT NULL ORDER BY k.name";

    public const string Triggers = "SELECT t.name, CAST(t.is_instead_of_trigger AS int), OBJECT_DEFINITION(t.object_id) FROM sys.triggers AS t WHERE t.parent_id = @object AND t.is_disabled = 0 ORDER BY t.name";

    /// <summary>Not every server that speaks the language keeps this.</summary>
    public const string Views = "SELECT DISTINCT v.name FROM sys.sql_expression_dependencies AS d INNER JOIN sys.views AS v ON v.object_id = d.referencing_id WHERE d.referenced_id = @object ORDER BY v.name";

    /// <summary>What has no answer is null: older and other servers know fewer of these.</summary>
    public const string Properties = """
        SELECT CAST(HAS_PERMS_BY_NAME(@full, 'OBJECT', 'ALTER') AS int), CAST(OBJECTPROPERTY(@object, 'TableTemporalType') AS int), CAST(OBJECTPROPERTY(@object, 'TableIsMemoryOptimized') AS int),
          CAST(OBJECTPROPERTY(@object, 'TableHasActiveFulltextIndex') AS int), CAST(OBJECTPROPERTY(@object, 'IsSchemaBound') AS int)
        """;

    public static async Task<SqlLookup> LookUpAsync(SqlClientConnection connection, SqlName name, CancellationToken cancellationToken)
    {
        var table = await FindAsync(connection, null, name, cancellationToken);
        return new SqlLookup(table, table is not null ? [] : await RowsAsync(connection, null, TableNames, r => r.GetString(0), cancellationToken, ("@schema", name.Schema)), true);
    }

    /// <param name="connection">One that is open.</param>
    /// <param name="transaction">What it is in, or null.</param>
    /// <param name="name">The table's.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">Names of its columns cannot be told apart.</exception>
    public static async Task<SqlServerTable?> FindAsync(SqlClientConnection connection, SqlTransaction? transaction, SqlName name, CancellationToken cancellationToken)
    {
        Task<List<T>> Rows<T>(string sql, Func<SqlDataReader, T> read, params (string, object?)[] parameters) => RowsAsync(connection, transaction, sql, read, cancellationToken, parameters);
        var found = await Rows(FindTable, r => (Id: r.GetInt32(0), Name: new SqlName(r.GetString(1), r.GetString(2)), IsView: r.GetString(3).Trim() == "V"), ("@name", name.Name), ("@schema", name.Schema));
        if (found.Count == 0) return null;
        var (id, full, isView) = found[0];
        var columns = await Rows(Columns, ReadColumn, ("@object", id));
        if (columns.GroupBy(c => c.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new MigrationException(SqlServerMessages.NamesDifferInCase.At(null, full, twice.First().Name, twice.Last().Name));
        var indexes = (await Rows(Indexes, r => (Name: r.GetString(0), IsPrimary: r.GetInt32(1) == 1, IsClustered: r.GetInt32(2) == 1, Ignores: r.GetInt32(3) == 1, Filter: Text(r, 4), Column: r.GetString(5), Descends: r.GetInt32(6) == 1), ("@object", id)))
            .GroupBy(r => r.Name, StringComparer.Ordinal)
            .Select(g => new SqlServerIndex(g.Key, [.. g.Select(r => (r.Column, r.Descends))], g.First().Filter, g.First().IsPrimary, g.First().IsClustered, g.First().Ignores)).ToList();
        var foreign = (await Rows(ForeignKeys, r => (Name: r.GetString(0), Column: r.GetString(1), Parent: new SqlName(r.GetString(2), r.GetString(3)), ParentColumn: r.GetString(4), IsSelf: r.GetInt32(5) == 1), ("@object", id)))
            .GroupBy(r => r.Name, StringComparer.Ordinal)
            .Select(g => new SqlServerForeignKey(g.Key, [.. g.Select(r => r.Column)], g.First().Parent, [.. g.Select(r => r.ParentColumn)], g.First().IsSelf)).ToList();
        var checks = await Rows(Checks, r => (Name: r.GetString(0), Definition: r.GetString(1)), ("@object", id));
        var triggers = await Rows(Triggers, r => (Trigger: new SqlServerTrigger(r.GetString(0), Text(r, 2)), InsteadOf: r.GetInt32(1) == 1), ("@object", id));
        var children = await Rows(Children, r => (Name: r.GetString(0), Key: r.GetString(1), Cascades: r.GetInt32(2) != 0), ("@object", id));
        var properties = (await Rows(Properties, r => (CanAlter: Number(r, 0) == 1, Temporal: Number(r, 1) == 2, InMemory: Number(r, 2) == 1, Fulltext: Number(r, 3) == 1), ("@object", id), ("@full", SqlServerText.Quote(full))))[0];
        var names = columns.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new SqlServerTable(full, isView, columns, [.. indexes.Where(i => i.CoversValues).Select(i => i.Columns.Select(c => c.Column).ToList())], [.. children.Where(c => c.Cascades).Select(c => c.Name).Distinct()])
        {
            Indexes = indexes,
            ForeignKeys = foreign,
            Checks = [.. checks.Select(k => new StageCheck(k.Name, SqlServerExpressions.Names(k.Definition, names), k.Definition))],
            Triggers = [.. triggers.Select(t => t.Trigger)],
            HasInsteadOf = triggers.Any(t => t.InsteadOf),
            ReferredBy = [.. children.Select(c => c.Name).Distinct()],
            Referring = [.. children.Select(c => c.Key)],
            Views = await ViewsAsync(connection, transaction, id, cancellationToken),
            CanTruncate = children.Count == 0 && properties is { CanAlter: true, Temporal: false, InMemory: false },
            IsInMemory = properties.InMemory,
            Peculiarities =
            [
                .. properties.Temporal ? ["the server keeps its history (system versioning)"] : Array.Empty<string>(),
                .. properties.InMemory ? ["it is memory-optimized"] : Array.Empty<string>(),
            ],
        };
    }

    private static async Task<IReadOnlyList<string>> ViewsAsync(SqlClientConnection connection, SqlTransaction? transaction, int id, CancellationToken cancellationToken)
    {
        try
        {
            return await RowsAsync(connection, transaction, Views, r => r.GetString(0), cancellationToken, ("@object", id));
        }
        catch (SqlException e) when (SqlServerFailures.TroubleOf(e) == SqlServerTrouble.Statement)
        {
            return [];
        }
    }

    private static SqlServerColumn ReadColumn(SqlDataReader r)
    {
        var type = new SqlServerType(Known(r.GetString(1)), r.GetInt32(2), r.GetInt32(3), r.GetInt32(4));
        bool nullable = r.GetInt32(5) == 1, identity = r.GetInt32(6) == 1, computed = r.GetInt32(7) == 1;
        bool generated = computed || (Number(r, 8) ?? 0) != 0 || type.Name == "timestamp";
        return new SqlServerColumn(r.GetString(0), type.ToString(), !nullable && !identity && !generated && r.GetInt32(16) == 0, generated, identity)
        {
            Type = type,
            AllowsNull = nullable,
            Collation = Text(r, 9),
            CodePage = type.IsText && !type.IsUnicode ? Number(r, 10) ?? 0 : 0,
            Default = Text(r, 11),
            Computed = Text(r, 12),
            Persisted = Number(r, 13) == 1,
            Numbering = identity ? (Text(r, 14) ?? "1", Text(r, 15) ?? "1") : null,
        };
    }

    private static string Known(string name) => name switch
    {
        "numeric" => "decimal",
        "rowversion" => "timestamp",
        "sysname" => "nvarchar",
        _ => name,
    };

    private static string? Text(SqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static int? Number(SqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private static async Task<List<T>> RowsAsync<T>(SqlClientConnection connection, SqlTransaction? transaction, string sql, Func<SqlDataReader, T> read, CancellationToken cancellationToken, params (string Name, object? Value)[] parameters)
    {
        await using var command = new SqlCommand(sql, connection, transaction);
        foreach (var (name, value) in parameters)
        {
            if (value is int number) command.Parameters.Add(name, System.Data.SqlDbType.Int).Value = number;
            else command.Parameters.Add(name, System.Data.SqlDbType.NVarChar, 600).Value = Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text && value is not null ? text : DBNull.Value;
        }
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }
}
