using DataMigration.Configuration.Definitions;
using DataMigration.Connectors;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.References;
using DataMigration.Replay;
using DataMigration.Transforms;

namespace DataMigration.Planning;

/// <summary>The sources of a pipeline: which one drives it, what is known of their fields.</summary>
internal sealed class PipelineSources(PipelineDefinition definition)
{
    private readonly OrderedDictionary<string, OtherSource> _known = new(StringComparer.Ordinal);
    private string _driving = "";

    public OtherSource Driving => _known[_driving];

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<OtherSource> All => [.. _known.Values];

    public OtherSource this[string name] => _known[name];

    /// <summary>Makes the sources. Touches no data.</summary>
    /// <param name="replayed">What is read in the stead of the sources, or null.</param>
    public void Open(Func<string, ComponentNode, ConnectorContext> context, ReplayedRejects? replayed, DiagnosticBag diagnostics)
    {
        foreach (var (name, entry) in definition.Sources)
        {
            var source = entry.Source.Create<ISource>(context(name, entry.Source));
            if (replayed?.Of(name) is { } input && !entry.Source.IsIncomplete) source = Replaying(source, input, entry.Source, diagnostics);
            if (!entry.Source.IsIncomplete) source.Validate(diagnostics);
            _known.Add(name, new OtherSource(name, source, source.DeclaredSchema is { } declared ? FieldScope.Closed(declared) : FieldScope.Open));
        }
        CheckReadings(diagnostics);
    }

    private ISource Replaying(ISource source, ReplayedInput input, ComponentNode node, DiagnosticBag diagnostics)
    {
        if (input.File is null) return new NoRows(source);
        if (source is IReplaysRejects replays) return replays.FromRejects(PathOf(input.File, node.Span), ReasonColumn);
        diagnostics.Add(ReplayMessages.NoReplay, node.Span, input.Source, "it files rows that it cannot read back");
        return source;
    }

    /// <summary>The name of the last column of the reject files, where they have one.</summary>
    public string? ReasonColumn => (definition.Rejects?.Reasons ?? ReasonPlace.File) == ReasonPlace.File ? null : RejectFiles.ReasonColumn;

    public static FilePath PathOf(string file, SourceSpan span) => new(file, file, span);

    /// <summary>Asks every source for its real fields.</summary>
    /// <exception cref="Failures.MigrationException">One cannot be reached, or is not what was declared.</exception>
    public async Task DiscoverAsync(CancellationToken cancellationToken)
    {
        object?[] parts = [.. definition.Transforms.Select(t => t.Transform.Options), definition.Mappings, .. definition.Validations.Select(v => v.Validation.Options)];
        string[] names = [.. parts.SelectMany(p => OptionReferences.In<FieldReference>(p)).Select(f => f.Name), .. parts.SelectMany(p => OptionReferences.In<ForeignField>(p)).Select(f => f.Name)];
        foreach (var reaching in All.Select(s => s.Source).OfType<IReachesInside>()) reaching.Ask(names);
        foreach (var source in All)
            _known[source.Name] = source with { Scope = FieldScope.Closed(await source.Source.DiscoverAsync(cancellationToken)) };
    }

    /// <summary>The source that nothing refers to drives the pipeline. False when there is none, or more than one.</summary>
    public bool FindDriving(DiagnosticBag diagnostics)
    {
        bool known = true;
        var named = SourceReferences().ToList();
        foreach (var reference in named.Where(r => !definition.Sources.ContainsKey(r.Name)))
        {
            known = false;
            diagnostics.Add(PlanningMessages.UnknownSource, reference.Span, reference.Name, Suggestions.Remedy(reference.Name, [.. definition.Sources.Keys]));
        }
        if (!known) return false;
        var free = definition.Sources.Keys.Except(named.Select(r => r.Name), StringComparer.Ordinal).ToList();
        if (free.Count == 1)
        {
            _driving = free[0];
            return true;
        }
        if (free.Count == 0) diagnostics.Add(PlanningMessages.NoDrivingSource, definition.Sources.Values.First().Source.Span, string.Join(", ", definition.Sources.Keys));
        else diagnostics.Add(PlanningMessages.SeveralDrivingSources, definition.Sources[free[^1]].Source.Span, free.Count, string.Join(", ", free));
        return false;
    }

    /// <summary>A source joins once; one that can be read only once is needed once.</summary>
    private void CheckReadings(DiagnosticBag diagnostics)
    {
        var unions = definition.Transforms.Select(t => t.Transform.Options).OfType<UnionOptions>().SelectMany(u => u.Sources).ToList();
        foreach (var again in unions.Where((u, i) => unions.FindIndex(o => o.Name == u.Name) < i)) diagnostics.Add(PlanningMessages.JoinedTwice, again.Span, again.Name);
        foreach (var uses in SourceReferences().GroupBy(r => r.Name, StringComparer.Ordinal))
            if (uses.Count() > 1 && !_known[uses.Key].Source.CanReadAgain)
                diagnostics.Add(PlanningMessages.ReadOnce, uses.Last().Span, uses.Key, uses.Count());
    }

    private IEnumerable<SourceReference> SourceReferences() =>
        definition.Transforms.SelectMany(t => OptionReferences.In<SourceReference>(t.Transform.Options))
            .Concat(definition.Validations.SelectMany(v => OptionReferences.In<SourceReference>(v.Validation.Options)));
}
