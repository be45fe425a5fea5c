using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Planning;
using DataMigration.Validations;

namespace DataMigration.References;

/// <summary>Which fields of a row are compared with which of another source, checked: <c>on: { region_code: code }</c>.</summary>
/// <param name="Own">Positions in the row at hand.</param>
/// <param name="Other">Positions in the other source, as many.</param>
internal sealed record ReferenceKeys(int[] Own, int[] Other)
{
    /// <summary>Null after an error, or while the fields are not known.</summary>
    public static ReferenceKeys? Of(IReadOnlyDictionary<FieldReference, ForeignField> on, FieldScope scope, OtherSource other, bool ignoreCase, string component, SourceSpan span, DiagnosticBag diagnostics)
    {
        var own = new List<int>();
        var others = new List<int>();
        bool typed = true, same = true, text = false;
        foreach (var (field, foreign) in on)
        {
            own.Add(scope.Schema.IndexOf(field.Name));
            others.Add(other.IndexOf(foreign, diagnostics));
            var left = own[^1] < 0 || scope.Untyped.Contains(field.Name) ? null : (DataType?)scope.Schema[own[^1]].Type;
            var right = other.TypeOf(others[^1]);
            typed &= left is not null && right is not null;
            text |= left?.Kind == DataKind.Text;
            if (left is not { } l || right is not { } r || (l.Kind == r.Kind && l.Scale == r.Scale)) continue;
            same = false;
            diagnostics.Add(ReferenceMessages.KeyTypesDiffer, field.Span, field.Name, l, other.Name, foreign.Name, r);
        }
        if (typed && same && ignoreCase && !text)
        {
            diagnostics.Add(ValidationMessages.IgnoreCaseNeedsText, span, component, "none of its keys is text");
            return null;
        }
        return typed && same ? new ReferenceKeys([.. own], [.. others]) : null;
    }
}
