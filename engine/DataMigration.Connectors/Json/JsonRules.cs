using DataMigration.Failures;

namespace DataMigration.Connectors.Json;

/// <summary>What can reject a record before any rule of the pipeline sees it.</summary>
internal static class JsonRules
{
    public static readonly Rule Malformed = new(Stage.Source, "malformed", null);
    public static readonly Rule Columns = new(Stage.Source, "columns", null);
    public static readonly Rule Encoding = new(Stage.Source, "encoding", null);
    public static readonly Rule Size = new(Stage.Source, "size", null);
}
