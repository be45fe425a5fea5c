using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Declarations;

namespace DataMigration.Connectors.Json;

/// <summary>An array of objects as a target.</summary>
[Component(ComponentKind.Target, "json", "Writes an array of objects. The file appears whole at the end of the run, or not at all.", Example = """
    json:
      path: out/customers.json
      indent: 2
    """)]
public sealed class JsonTarget(JsonTargetOptions options, ConnectorContext context) : JsonRecordTarget(options, context, options.Indent)
{
    private protected override FileFrame Frame => new("["u8.ToArray(), "\n]\n"u8.ToArray(), SeparatorLength: 1);

    private protected override byte[] BeforeRow => Encoding.UTF8.GetBytes(",\n" + Margin + "{");

    private protected override byte[] AfterRow => Encoding.UTF8.GetBytes(options.Indent > 0 ? "\n" + Margin + "}" : "}");

    private string Margin => new(' ', options.Indent);
}
