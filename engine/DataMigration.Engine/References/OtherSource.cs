using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Planning;

namespace DataMigration.References;

/// <summary>A source that a step names besides the driving one.</summary>
/// <param name="Name">Its name in the pipeline.</param>
/// <param name="Source">What reads it.</param>
/// <param name="Scope">Its fields; open while only the source itself could tell.</param>
public sealed record OtherSource(string Name, ISource Source, FieldScope Scope)
{
    /// <summary>The position of a field, or -1 when there is none; that is reported where the fields are known.</summary>
    public int IndexOf(ForeignField field, DiagnosticBag diagnostics)
    {
        int index = Scope.Schema.IndexOf(field.Name);
        if (index < 0 && !Scope.IsOpen)
            diagnostics.Add(PlanningMessages.UnknownField, field.Span, field.Name, $"in the source '{Name}'", Suggestions.Remedy(field.Name, [.. Scope.Schema.Fields.Select(f => f.Name)], "It has no fields."));
        return index;
    }

    /// <summary>The type of a field, or null when nobody knows it yet.</summary>
    public DataType? TypeOf(int field) => field < 0 || Scope.Untyped.Contains(Scope.Schema[field].Name) ? null : Scope.Schema[field].Type;
}
