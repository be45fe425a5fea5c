namespace DataMigration.Configuration.Syntax;

/// <summary>A list.</summary>
internal sealed class YamlSequence(SourceText source, int start, bool isFlow) : YamlNode(source, start, start)
{
    public bool IsFlow { get; } = isFlow;

    public List<YamlNode> Items { get; } = [];
}
