using DataMigration.Catalogue;
using DataMigration.Configuration.Syntax;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Shapes;

/// <summary>
/// A node of a file together with what should stand there. Made once after parsing, before variables are filled in (which changes no structure);
/// what is under an unknown key has no place.
/// </summary>
internal sealed class Place
{
    public required YamlNode Node { get; init; }

    public required Shape Shape { get; init; }

    public Place? Parent { get; init; }

    /// <summary>Its number among the parent's children, from 1.</summary>
    public int Number { get; init; }

    /// <summary>Its key in the file, or null for an entry of a list and for the root.</summary>
    public YamlEntry? Entry { get; init; }

    /// <summary>The declared key it is the value of; entries of lists and dictionaries have that of the whole.</summary>
    public KeyShape? Key { get; init; }

    /// <summary>The component whose options these are.</summary>
    public ComponentDescriptor? Component { get; init; }

    /// <summary>The node is the record's short form: the only child has the same node.</summary>
    public bool IsShort { get; init; }

    public List<Place> Children { get; } = [];

    /// <summary>What the node is after short forms are written out.</summary>
    public Place Innermost => IsShort ? Children[0].Innermost : this;

    public IEnumerable<Place> All => Children.SelectMany(c => c.All).Prepend(this);

    /// <summary>Where findings about the node as a whole point: what stands on one line itself, a block's key.</summary>
    public SourceSpan Anchor => Node switch
    {
        YamlMapping { IsFlow: false } or YamlSequence { IsFlow: false } when Outermost.Entry is { } entry => entry.Key.Span,
        YamlScalar { Text: "", Style: YamlStyle.Plain } when Outermost.Entry is { } entry => entry.Key.Span,
        _ => Node.Span,
    };

    /// <summary>For messages: <c>'rows'</c>, <c>entry 2 of 'apply'</c>.</summary>
    public string Name
    {
        get
        {
            if (Outermost.Entry is { } entry) return $"'{Shown.Of(entry.Key.Text)}'";
            return Outermost.Parent is not { } parent ? "the file" : $"entry {Outermost.Number} of {parent.Name}";
        }
    }

    private Place Outermost => Parent is { IsShort: true } parent ? parent.Outermost : this;
}
