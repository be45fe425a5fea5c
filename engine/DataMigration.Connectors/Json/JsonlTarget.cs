using DataMigration.Connectors.Files;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Json;

/// <summary>JSON Lines as a target.</summary>
[Component(ComponentKind.Target, "jsonl", "Writes JSON Lines: an object on every line. The file appears whole at the end of the run, or not at all.", Example = """
    jsonl:
      path: out/customers.jsonl.gz
      nulls: omit
    """)]
public sealed class JsonlTarget(JsonlTargetOptions options, ConnectorContext context) : JsonRecordTarget(options, context, 0)
{
    private protected override FileFrame Frame => new();

    private protected override byte[] BeforeRow => "{"u8.ToArray();

    private protected override byte[] AfterRow => "}\n"u8.ToArray();
}
