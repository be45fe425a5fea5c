using DataMigration.Failures;

namespace DataMigration.Connectors.Sql;

/// <summary>What a database can hold against a row. The codes are the stable words of reason files.</summary>
internal static class SqlRules
{
    public static readonly Rule SourceType = new(Stage.Source, "type", null);

    public static readonly Rule Type = new(Stage.Target, "type", null);
    public static readonly Rule TooLong = new(Stage.Target, "length", null);
    public static readonly Rule Range = new(Stage.Target, "range", null);
    public static readonly Rule NotNull = new(Stage.Target, "not_null", null);
    public static readonly Rule Unique = new(Stage.Target, "unique", null);
    public static readonly Rule Duplicate = new(Stage.Target, "duplicate", null);
    public static readonly Rule Check = new(Stage.Target, "check", null);
    public static readonly Rule ForeignKey = new(Stage.Target, "foreign_key", null);
    public static readonly Rule Trigger = new(Stage.Target, "trigger", null);
}
