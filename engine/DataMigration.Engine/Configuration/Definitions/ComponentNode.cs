using DataMigration.Catalogue;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Definitions;

/// <summary>The one component key of a node, bound: which component, its typed options, where the key stands.</summary>
public sealed record ComponentNode(ComponentDescriptor Component, object? Options, SourceSpan Span)
{
    /// <summary>Whether a variable among its options has no value yet (`validate` without `--set`), so that what they say cannot be judged.</summary>
    public bool IsIncomplete { get; init; }

    /// <summary>Makes the component.</summary>
    public T Create<T>(params object[] context) => (T)Component.Create(Options, context);
}
