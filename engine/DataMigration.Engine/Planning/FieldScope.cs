using DataMigration.Data;

namespace DataMigration.Planning;

/// <summary>
/// The fields at one place of a pipeline. Before a source has been asked for its fields the scope is open: it holds the names the
/// pipeline refers to, and any other may exist.
/// </summary>
/// <param name="Schema">The known fields.</param>
/// <param name="IsOpen">Whether there may be others.</param>
/// <param name="Untyped">Fields whose type only the source can tell; empty once it has.</param>
public sealed record FieldScope(RecordSchema Schema, bool IsOpen, IReadOnlySet<string> Untyped)
{
    private static readonly HashSet<string> None = [];

    /// <summary>Nothing is known.</summary>
    public static FieldScope Open => new(new RecordSchema([]), true, None);

    /// <summary>Fields as the source has them.</summary>
    public static FieldScope Closed(RecordSchema schema) => new(schema, false, None);

    /// <summary>The same scope, open as it is, with fields that somebody refers to and that only the source can have.</summary>
    /// <param name="names">Some may be there already.</param>
    /// <param name="type">What the others are, or null when only the source can tell.</param>
    public FieldScope With(IEnumerable<string> names, DataType? type)
    {
        var added = names.Where(n => Schema.IndexOf(n) < 0).Distinct(StringComparer.Ordinal).ToList();
        if (added.Count == 0) return this;
        return this with
        {
            Schema = new RecordSchema(Schema.Fields.Concat(added.Select(n => new Field(n, type ?? DataType.Text)))),
            Untyped = type is null ? Untyped.Concat(added).ToHashSet(StringComparer.Ordinal) : Untyped,
        };
    }
}
