using DataMigration.Data;
using DataMigration.Diagnostics;

namespace DataMigration.Connectors.Sql;

/// <summary>What to read.</summary>
/// <param name="Text">One statement; <c>@name</c> outside of literals and comments stands for a parameter.</param>
/// <param name="Span">The place in the pipeline that asks for it.</param>
internal sealed record SqlQuery(string Text, SourceSpan Span)
{
    /// <summary>The values bound to the text's parameters.</summary>
    public IReadOnlyList<SqlParameter> Parameters { get; init; } = [];

    /// <summary>Seconds a statement may take; 0 = as long as it takes.</summary>
    public int CommandTimeout { get; init; }
}

/// <summary>A value for a query: always bound, never a part of its text.</summary>
/// <param name="Name">Without its <c>@</c>.</param>
/// <param name="Type">What it is bound as.</param>
/// <param name="Text">In the type's own form (as <see cref="Values.ValueFormatter"/> writes it), or null.</param>
internal readonly record struct SqlParameter(string Name, DataType Type, string? Text)
{
    /// <summary>The column of the result that it is compared with, where the engine made the condition: a database that has several types for one of ours must compare as it sorts.</summary>
    public string? Column { get; init; }
}
