using DataMigration.Connectors.Sql.Staging;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Tables as the catalogue would describe them, and loads into them.</summary>
internal static class SqlServerPlans
{
    public static SqlServerColumn Column(string name, string type, int length = 0, int precision = 0, int scale = 0, bool nullable = true, bool identity = false, bool generated = false, string? computed = null) => new(name, new SqlServerType(type, length, precision, scale).ToString(), !nullable && !identity, generated || computed is not null, identity)
    {
        Type = new SqlServerType(type, length, precision, scale),
        AllowsNull = nullable,
        Collation = type.EndsWith("char", StringComparison.Ordinal) || type.EndsWith("text", StringComparison.Ordinal) ? "Latin1_General_100_CI_AS" : null,
        CodePage = type is "char" or "varchar" or "text" ? 1252 : 0,
        Computed = computed,
        Persisted = computed is not null,
        Numbering = identity ? ("1", "1") : null,
    };

    public static SqlServerTable Table(SqlName name, params SqlServerColumn[] columns) => new(name, false, columns, [], [])
    {
        Indexes = [],
        ForeignKeys = [],
        Checks = [],
        Triggers = [],
        HasInsteadOf = false,
        ReferredBy = [],
        Views = [],
        CanTruncate = true,
        Peculiarities = [],
    };

    /// <summary>Every kind of column and rule, under names that break careless texts.</summary>
    public static SqlServerTable Nasty()
    {
        var name = new SqlName("my.schema", "order]'s \"x\"");
        return Table(name,
            Column("a]b", "int", 4, 10, nullable: false, identity: true), Column("x.y", "nvarchar", 100, nullable: false), Column("select", "varchar", 20), Column("it's", "decimal", 9, 12, 2),
            Column(" blank ", "datetimeoffset", 10, 34, 7), Column("__row", "varbinary", -1), Column("[x]", "xml", -1), Column("\"q\"", "ntext", 16), Column("@p", "image", 16), Column("--c", "bit", 1),
            Column("v", "timestamp", 8, generated: true), Column("twice", "int", 4, 10, computed: "([a]]b]*(2))"), Column("max", "nvarchar", -1)) with
        {
            Indexes =
            [
                new SqlServerIndex("pk]", [("a]b", false)], null, true, true, false),
                new SqlServerIndex("u x", [("x.y", true), ("select", false)], null, false, false, false),
                new SqlServerIndex("f", [("select", false)], "([select] IS NOT NULL)", false, false, false),
                new SqlServerIndex("g", [("it's", false)], "([it's]>(0))", false, false, false),
            ],
            ForeignKeys =
            [
                new SqlServerForeignKey("fk]", ["x.y", "select"], new SqlName("dbo", "parent.s"), ["p]1", "p2"], false),
                new SqlServerForeignKey("self", ["it's"], name, ["a]b"], true),
            ],
            Checks = [new StageCheck("ck'", ["it's", "select"], "([it's]>(0) AND [select]<>'x]''y')")],
            Triggers = [new SqlServerTrigger("tr]", "/* on */ create trigger [my.schema].[tr]]] on [my.schema].[order]]'s \"x\"] after insert as select 1")],
        };
    }

    public static RecordSchema NastyFields() => TestRows.Schema(("a]b", DataType.Integer), ("x.y", DataType.Text), ("SELECT", DataType.Text), ("it's", DataType.Decimal(12, 2)), (" blank ", DataType.DateTimeOffset),
        ("__row", DataType.Binary), ("[x]", DataType.Text), ("\"q\"", DataType.Text), ("@p", DataType.Binary), ("--c", DataType.Boolean), ("max", DataType.Json));

    public static SqlWrite Write(SqlTable table, RecordSchema schema, SqlMode mode, int[] key) => new()
    {
        Table = table.Name,
        Schema = schema,
        Mode = mode,
        Key = key,
        Unique = [],
        Inserted = [.. Enumerable.Range(0, schema.Count)],
        Updated = [.. Enumerable.Range(0, schema.Count).Except(key)],
        Duplicates = DuplicatePolicy.Reject,
        Create = false,
        KeepIdentity = true,
        FireTriggers = true,
        CheckConstraints = true,
        Atomic = false,
        Connections = 1,
        Isolation = null,
        CommandTimeout = 30,
        Before = [],
        After = [],
        Pipeline = "people",
        SpillFolder = Path.GetTempPath(),
        DryRun = false,
        Span = new Diagnostics.SourceSpan("pipeline.yaml", 1, 1, 1),
    };

    /// <summary>Every text of a load, in the order of its use.</summary>
    public static IEnumerable<string> Texts(SqlServerPlan plan)
    {
        foreach (string text in plan.First) yield return text;
        foreach (string text in plan.Begin) yield return text;
        yield return plan.Statements.CreateStage;
        yield return SqlServerStatements.EmptyStage;
        foreach (string text in plan.Statements.Unstage([1, 2, 3])) yield return text;
        bool keyed = plan.Write.Mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete;
        if (keyed) yield return plan.Statements.Existing;
        foreach (var check in plan.Constraints.Checks) yield return plan.Statements.Breakers(check);
        foreach (var key in plan.Constraints.ForeignKeys) yield return plan.Statements.Orphans(key);
        foreach (var unique in plan.Constraints.Uniques)
        {
            yield return plan.Statements.Shared(unique);
            yield return plan.Statements.Taken(unique, keyed);
            if (keyed) yield return plan.Statements.Held(unique);
        }
        if (plan.Write.Mode is not (SqlMode.Update or SqlMode.Delete)) yield return keyed ? plan.Statements.InsertMissing : plan.Statements.Insert;
        if (keyed && plan.Write.Mode != SqlMode.Delete && plan.Statements.Update is { } update) yield return update;
        if (plan.Write.Mode == SqlMode.Delete) yield return plan.Statements.Delete;
        foreach (string text in plan.End) yield return text;
        foreach (var (_, query) in plan.Broken) yield return query;
        foreach (string text in plan.Trust) yield return text;
        if (plan.Replacement is { } replacement)
        {
            yield return replacement.Count;
            foreach (string text in replacement.Swap) yield return text;
        }
        if (plan.Reseed is { } reseed) yield return reseed;
    }
}
