using DataMigration.Configuration.Binding;
using DataMigration.Configuration.Definitions;
using DataMigration.Configuration.Interpolation;
using DataMigration.Configuration.Shapes;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration;

/// <summary>The project file read for one pipeline.</summary>
/// <param name="Definition">Connections of the chosen environment merged in; null when there are errors.</param>
/// <param name="Defaults">Its <c>defaults</c>, to be merged into the pipeline where that says nothing.</param>
/// <param name="Secrets">Values that must not be shown.</param>
internal sealed record ProjectFile(ProjectDefinition? Definition, Place? Defaults, IReadOnlyList<string> Secrets)
{
    public static ProjectFile None { get; } = new(new ProjectDefinition(), null, []);

    /// <param name="root">The file, checked by nobody yet.</param>
    /// <param name="check">Checks it against the schema.</param>
    /// <param name="matters">Where an undefined variable is worth a word; by default wherever the chosen environment uses it.</param>
    public static ProjectFile Read(Place root, LoadOptions options, Action<Place, DiagnosticBag> check, DiagnosticBag diagnostics, Func<Place, bool>? matters = null)
    {
        var findings = new DiagnosticBag();
        var chosen = Choose(root, options, findings);
        var variables = new ProjectVariables(options, matters ?? (place => Matters(place, chosen)), findings);
        Interpolator.Fill(root, variables, findings);
        variables.RememberDeclared(root);
        check(root, findings);
        var definition = findings.HasErrors ? null : (ProjectDefinition)new Binder(findings).Bind(root)!;
        foreach (var finding in findings.Items) diagnostics.Add(finding);
        return new ProjectFile(definition is null ? null : Merge(definition, options.Environment), root.Children.FirstOrDefault(c => c.Entry!.Key.Text == "defaults"), variables.Secrets);
    }

    /// <summary>The chosen environment's entry, or null for none.</summary>
    private static Place? Choose(Place root, LoadOptions options, DiagnosticBag findings)
    {
        if (options.Environment is not { } name) return null;
        var environments = root.Children.FirstOrDefault(c => c.Entry!.Key.Text == "environments");
        var known = environments?.Children.ToDictionary(c => c.Entry!.Key.Text, StringComparer.Ordinal) ?? [];
        if (known.TryGetValue(name, out var chosen)) return chosen;
        findings.Add(ConfigurationMessages.UnknownEnvironment, environments?.Entry!.Key.Span, name,
            Suggestions.Remedy(name, known.Keys, $"Declare it under `environments:` in {root.Node.Source.Name}."));
        return null;
    }

    /// <summary>Another environment's connection, or one that the chosen environment replaces, may lack its variables.</summary>
    private static bool Matters(Place place, Place? chosen)
    {
        for (var at = place; at.Parent is { } parent; at = parent)
        {
            if (parent.Entry?.Key.Text == "environments" && parent.Parent?.Parent is null && at != chosen) return false;
            if (at.Shape is not RecordShape { Type: { } type } || type != typeof(ConnectionDefinition)) continue;
            string name = at.Entry!.Key.Text;
            bool isOverlay = parent.Parent?.Parent is not null;
            if (!isOverlay && chosen?.Children.FirstOrDefault(c => c.Entry!.Key.Text == "connections")?.Children.Any(c => c.Entry!.Key.Text == name) == true) return false;
        }
        return true;
    }

    private static ProjectDefinition Merge(ProjectDefinition definition, string? environment)
    {
        if (environment is null || !definition.Environments.TryGetValue(environment, out var overlay)) return definition;
        var connections = new OrderedDictionary<string, ConnectionDefinition>(StringComparer.Ordinal);
        foreach (var (name, connection) in definition.Connections.Concat(overlay.Connections)) connections[name] = connection;
        return definition with { Connections = connections };
    }
}
