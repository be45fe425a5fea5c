namespace DataMigration.Configuration.Shapes;

/// <summary>The kinds of single values that options have.</summary>
internal enum ScalarKind
{
    Text,
    Integer,
    Number,
    Boolean,
    Character,
    Word,
    Field,
    Connection,
    Source,
    Pipeline,
    ForeignField,
    Script,
    Path,
    Scalar,
    Type,
    Threshold,
    Duration,
}
