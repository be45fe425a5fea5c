namespace DataMigration.Scripting.Compiled.Values;

/// <summary>What a value may be; of a node, all that its value could turn out to be.</summary>
[Flags]
internal enum Kinds
{
    None = 0,
    Undefined = 1,
    Null = 2,
    Boolean = 4,
    Number = 8,
    Text = 16,
    Object = 32,

    Nullish = Undefined | Null,
    Any = Undefined | Null | Boolean | Number | Text | Object,
}

internal static class KindsExtensions
{
    public static bool MayBe(this Kinds kinds, Kinds others) => (kinds & others) != 0;

    public static bool IsOnly(this Kinds kinds, Kinds others) => (kinds & ~others) == 0;
}
