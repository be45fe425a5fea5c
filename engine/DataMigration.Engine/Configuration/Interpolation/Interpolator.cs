using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Interpolation;

/// <summary>Fills variables into the leaves of a file. Scripts are left alone: <c>${</c> means something there, and they see parameters as <c>params</c>.</summary>
internal static class Interpolator
{
    public static void Fill(Place root, IVariables variables, DiagnosticBag diagnostics)
    {
        foreach (var place in root.All)
            if (place is { Shape: ScalarShape { Kind: not ScalarKind.Script }, Node: YamlScalar { IsUnknown: false, IsInterpolated: false } scalar } && Template.HasVariables(scalar.Text))
                Fill(place, scalar, variables, diagnostics);
    }

    private static void Fill(Place place, YamlScalar scalar, IVariables variables, DiagnosticBag diagnostics)
    {
        // A bare name (`apply: [trim]`) is no leaf, and a name that a variable brings could not be checked before a run.
        var filled = Template.Fill(scalar.Text, Resolve, text => Report(scalar, text, diagnostics));
        scalar.Fill(filled?.Text ?? "", filled?.StartsOnCommandLine ?? false);
        scalar.IsUnknown = filled is null;

        Value? Resolve(string body)
        {
            string written = "${" + body + "}";
            if (Variable.Parse(body) is { } variable) return variables.Resolve(variable, place, Find(scalar, written));
            Report(scalar, written, diagnostics);
            return null;
        }
    }

    private static void Report(YamlScalar scalar, string written, DiagnosticBag diagnostics) =>
        diagnostics.Add(ConfigurationMessages.BadPlaceholder, Find(scalar, written), Shown.Of(written));

    /// <summary>The variable itself where it stands in the file as written, else the whole value.</summary>
    private static SourceSpan Find(YamlScalar scalar, string written)
    {
        var source = scalar.Source;
        int at = source.Text.AsSpan(scalar.Start, scalar.End - scalar.Start).IndexOf(written, StringComparison.Ordinal);
        return at < 0 ? scalar.Span : source.Span(scalar.Start + at, scalar.Start + at + written.Length);
    }
}
