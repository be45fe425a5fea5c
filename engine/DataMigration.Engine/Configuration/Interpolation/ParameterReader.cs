using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Mappings;
using DataMigration.Values;

namespace DataMigration.Configuration.Interpolation;

/// <summary>
/// Reads <c>parameters:</c> straight off the tree, because variables must be filled in before the schema can judge the file. What is malformed
/// here is left for the schema to report.
/// </summary>
internal sealed class ParameterReader(LoadOptions options, DiagnosticBag diagnostics)
{
    public IReadOnlyDictionary<string, Parameter> Read(Place root)
    {
        var declared = Child(root, "parameters");
        var parameters = new OrderedDictionary<string, Parameter>(StringComparer.Ordinal);
        foreach (var place in declared?.Children ?? [])
        {
            var name = place.Entry!.Key;
            if (Variable.IsParameterName(name.Text)) parameters.Add(name.Text, Read(place, name));
            else diagnostics.Add(ConfigurationMessages.BadParameterName, name.Span, Shown.Of(name.Text));
        }
        if (root.Node.IsUnknown || declared?.Node.IsUnknown == true) return parameters;
        string pipeline = Scalar(Child(root, "pipeline"))?.Text ?? Path.GetFileName(root.Node.Source.Path);
        foreach (string given in options.Parameters.Keys.Where(g => !parameters.ContainsKey(g)))
            diagnostics.Add(ConfigurationMessages.UnknownSetting, null, given, pipeline, Suggestions.Remedy(given, [.. parameters.Keys], "It declares none."));
        return parameters;
    }

    private Parameter Read(Place place, YamlScalar name)
    {
        var type = Scalar(Child(place, "type")) is { } written && DataType.TryParse(written.Text, out var known) ? known : DataType.Text;
        var fallback = Scalar(Child(place, "default"));
        RefuseVariables(place);
        if (options.Parameters.TryGetValue(name.Text, out string? given))
            return new Parameter(type, given, true, Fits(name.Text, type, given, null));
        if (fallback is not null && CoreSchema.KindOf(fallback) != CoreKind.Null)
            return new Parameter(type, fallback.Text, false, !fallback.IsUnknown && Fits(name.Text, type, fallback.Text, fallback.Span));
        bool needed = Scalar(Child(place, "required")) is { } required && CoreSchema.KindOf(required) == CoreKind.Boolean && bool.Parse(required.Text);
        if (needed)
        {
            var message = ConfigurationMessages.ParameterWithoutValue;
            diagnostics.Add(options.Strict ? message : message with { Severity = DiagnosticSeverity.Warning }, name.Span, name.Text);
        }
        return new Parameter(type, null, false, !needed);
    }

    /// <summary>A declaration is read before there are values to fill in; only the escape <c>$${</c> means something in it.</summary>
    private void RefuseVariables(Place declaration)
    {
        foreach (var place in declaration.All)
        {
            if (place.Node is not YamlScalar { IsUnknown: false } scalar || !Template.HasVariables(scalar.Text)) continue;
            if (Template.Fill(scalar.Text, _ => null, _ => { }) is { } plain)
            {
                scalar.Fill(plain.Text, startsOnCommandLine: false);
                continue;
            }
            diagnostics.Add(ConfigurationMessages.VariableInParameter, scalar.Span, Shown.Of(scalar.Text));
            scalar.IsUnknown = true;
        }
    }

    private bool Fits(string name, DataType type, string text, SourceSpan? span)
    {
        using var column = ValueReaders.Create(type, ValueFormat.Default, out _)?.ReadOne(text);
        if (column is not null) return true;
        diagnostics.Add(ConfigurationMessages.BadParameterValue, span, name, Shown.Of(text), TypeStep.Expectation(type, ValueFormat.Default));
        return false;
    }

    private static Place? Child(Place? place, string key) => place?.Children.FirstOrDefault(c => c.Entry?.Key.Text == key);

    private static YamlScalar? Scalar(Place? place) => place?.Node as YamlScalar;
}
