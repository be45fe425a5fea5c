namespace DataMigration.Scripting.Compiled.Values;

/// <summary>Marks values that are neither numbers nor texts nor objects.</summary>
internal sealed class Tag(Kinds kind)
{
    public static readonly Tag Undefined = new(Kinds.Undefined);
    public static readonly Tag Null = new(Kinds.Null);
    public static readonly Tag Boolean = new(Kinds.Boolean);

    /// <summary>A variable whose declaration has not run, or an element that an array does not have.</summary>
    public static readonly Tag Missing = new(Kinds.Undefined);

    public Kinds Kind { get; } = kind;
}
