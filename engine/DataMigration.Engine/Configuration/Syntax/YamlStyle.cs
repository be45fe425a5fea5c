namespace DataMigration.Configuration.Syntax;

/// <summary>How a scalar is written.</summary>
internal enum YamlStyle
{
    Plain,
    Quoted,
    Literal,
    Folded,
}
