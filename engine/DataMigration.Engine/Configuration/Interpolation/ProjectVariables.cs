using DataMigration.Configuration.Shapes;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Interpolation;

/// <summary>In the project file: the environment. Remembers what must not be shown.</summary>
/// <param name="options">Where the environment is read.</param>
/// <param name="matters">Whether this pipeline needs the value at a place; an undefined variable elsewhere is nobody's concern.</param>
internal sealed class ProjectVariables(LoadOptions options, Func<Place, bool> matters, DiagnosticBag diagnostics) : IVariables
{
    private readonly HashSet<string> _secrets = new(StringComparer.Ordinal);

    /// <summary>Longest first, so that masking one does not leave the rest of another.</summary>
    public IReadOnlyList<string> Secrets => [.. _secrets.OrderByDescending(s => s.Length).ThenBy(s => s, StringComparer.Ordinal)];

    public Value? Resolve(Variable variable, Place place, SourceSpan span)
    {
        if (!variable.IsEnvironment)
        {
            diagnostics.Add(ConfigurationMessages.ParameterInProject, span, variable.Name);
            return null;
        }
        if (options.EnvironmentVariable(variable.Name) is { } value)
        {
            if (IsInConnection(place)) Remember(value);
            return new Value(value, false);
        }
        if (variable.Default is not null) return new Value(variable.Default, false);
        var message = ConfigurationMessages.UndefinedVariable;
        if (matters(place)) diagnostics.Add(options.Strict ? message : message with { Severity = DiagnosticSeverity.Warning }, span, variable.Name);
        return null;
    }

    /// <summary>Secrets that the file itself holds.</summary>
    public void RememberDeclared(Place root)
    {
        foreach (var place in root.All)
            if (place is { Key.Option.Secret: true, Node: Syntax.YamlScalar { IsUnknown: false } scalar }) Remember(scalar.Text);
    }

    private void Remember(string value)
    {
        if (value.Length > 0) _secrets.Add(value);
    }

    // A number, switch or word is no secret, and masking it would blot the same digits out of every report.
    private static bool IsInConnection(Place place)
    {
        if (place is { Shape: ScalarShape { Kind: ScalarKind.Integer or ScalarKind.Number or ScalarKind.Boolean or ScalarKind.Word }, Key.Option.Secret: false }) return false;
        for (var at = place; at is not null; at = at.Parent)
            if (at.Component?.Kind == ComponentKind.Connection) return true;
        return false;
    }
}
