namespace DataMigration.Configuration.Shapes;

/// <summary>
/// What can stand at a place of a file, read off the declarations. Schema, findings, variables, binding and the reference pages
/// are all readings of this one model.
/// </summary>
internal abstract class Shape
{
    /// <summary>For "must be …": with its article.</summary>
    public abstract string Expected { get; }
}

/// <summary>A list.</summary>
internal sealed class ListShape(Shape item) : Shape
{
    public Shape Item { get; } = item;

    public override string Expected => "a list";
}

/// <summary>A mapping whose keys belong to a language of their own; what is under it has no places.</summary>
internal sealed class FreeShape : Shape
{
    public override string Expected => "a mapping";
}

/// <summary>A mapping whose keys are the author's own names, or names of fields.</summary>
/// <param name="key">What a key binds to: a string, or a field reference.</param>
internal sealed class DictionaryShape(Type key, Shape value) : Shape
{
    public Type Key { get; } = key;


    public Shape Value { get; } = value;

    public override string Expected => "a mapping";
}
