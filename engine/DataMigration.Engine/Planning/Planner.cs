using DataMigration.Checkpoints;
using DataMigration.Configuration;
using DataMigration.Configuration.Definitions;
using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.Failures;
using DataMigration.Mappings;
using DataMigration.Replay;
using DataMigration.Scripting;
using DataMigration.Transforms;
using DataMigration.Validations;

namespace DataMigration.Planning;

/// <summary>
/// Makes a plan of a definition in two passes: the first knows the files only, the second the source's real fields. Neither does I/O but for
/// the pipeline's own script files.
/// </summary>
internal sealed class Planner(LoadedPipeline loaded, ScriptEnvironment environment, Lazy<string> fingerprint, Dictionary<string, string> texts)
{
    private readonly PipelineDefinition _definition = loaded.Definition!;
    private readonly Dictionary<string, IConnection> _connections = new(StringComparer.Ordinal);
    private readonly PipelineSources _sources = new(loaded.Definition!);
    private readonly Dictionary<string, FirstOrigins> _firstOrigins = new(StringComparer.Ordinal);
    private Func<PlanDescription>? _describe;
    private ScriptLibrary? _scripts;
    private FieldScope _referred = FieldScope.Open;

    /// <summary>As <c>on_error</c> says.</summary>
    public Retries Retries { get; } = new(loaded.Definition!.OnError?.Retry ?? new RetryDefinition(), TimeProvider.System);

    public IReadOnlyList<CompiledTarget> Targets { get; private set; } = [];

    /// <summary>All of them, those that steps and rules look into among them.</summary>
    public IEnumerable<(string Name, ISource Source)> Sources => _sources.All.Select(s => (s.Name, s.Source));

    /// <summary>What is read in the stead of the sources; null = they are.</summary>
    public ReplayedRejects? Replayed { get; init; }

    /// <summary>What the last pass found the pipeline to do, with what its targets have said since; null after an error.</summary>
    public PlanDescription? Description => _describe?.Invoke();

    /// <summary>Makes sources and targets and reads the script files. False after an error that makes compiling pointless.</summary>
    public bool Prepare(DiagnosticBag diagnostics)
    {
        bool whole = _sources.FindDriving(diagnostics);
        foreach (var node in _definition.Sources.Values.Select(s => s.Source).Concat(_definition.Targets.Values.Select(t => t.Target)))
            whole &= CheckConnections(node.Options, diagnostics);
        PathConflicts.Check(loaded, diagnostics);
        _scripts = ScriptLibrary.Load(_definition.Scripts, environment, diagnostics, (file, text) => texts[file] = text);
        if (!whole) return false;
        _sources.Open(Context, Replayed, diagnostics);
        Targets = [.. _definition.Targets.Select(t => new CompiledTarget(t.Key, t.Value.Target.Component.Name, t.Value.Target.Create<ITarget>(Context(t.Key, t.Value.Target)), null,
            new Rule(Stage.Target, "when", t.Value.When?.Span)))];
        foreach (var target in Targets)
            if (Replayed is not null && !target.Target.WritesToStandardOutput && target.Target.ReplayObstacle is { } obstacle)
                diagnostics.Add(ReplayMessages.NoAddition, _definition.Targets[target.Name].Target.Span, target.Name, obstacle);
        return true;
    }

    /// <summary>Where the rows of a replay came from in the first place, for each input; null where that is not known.</summary>
    public async Task<IReadOnlyList<FirstOrigins?>> FindOriginsAsync(ExecutionPlan plan, CancellationToken cancellationToken)
    {
        foreach (var input in plan.Inputs)
            if (Replayed?.Of(input.Name) is { File: { } file, Filed: { } filed, Reasons: { } reasons }) _firstOrigins[input.Name] = await FindAsync(input.Name, file, filed, reasons);
        return [.. plan.Inputs.Select(i => _firstOrigins.GetValueOrDefault(i.Name))];

        async Task<FirstOrigins> FindAsync(string name, string file, string filed, string reasons)
        {
            var node = _definition.Sources[name].Source;
            ISource Reading(string path) => ((IReplaysRejects)node.Create<ISource>(Context(name, node))).FromRejects(PipelineSources.PathOf(path, node.Span), _sources.ReasonColumn);
            return await FirstOrigins.FindAsync(Reading(file), Reading(filed), reasons, cancellationToken);
        }
    }

    /// <summary>Asks every source for its real fields, for the second pass.</summary>
    /// <exception cref="MigrationException">A source cannot be reached, or is not what was declared.</exception>
    public Task DiscoverAsync(CancellationToken cancellationToken) => _sources.DiscoverAsync(cancellationToken);

    /// <summary>Checks everything against the sources' fields as far as they are known: what they declare in the first pass, what they have in the second.</summary>
    /// <returns>The plan when all of it is known and right, else null.</returns>
    public ExecutionPlan? Compile(DiagnosticBag diagnostics)
    {
        var driving = _sources.Driving;
        _referred = driving.Scope;
        var scope = driving.Scope;
        var inputs = new List<PlanInput> { new(driving.Name, driving.Source, scope.Schema, 0, null) };
        var steps = new List<IRowStep>();
        foreach (var transform in _definition.Transforms.Select(t => t.Transform))
        {
            scope = Refer(scope, transform.Options);
            var untyped = scope.Untyped.ToHashSet(StringComparer.Ordinal);
            var context = new StepContext
            {
                Scope = scope,
                Span = transform.Span,
                Diagnostics = diagnostics,
                Scripts = _scripts!.For(scope.Schema, scope.IsOpen),
                Source = s => _sources[s.Name],
                Inputs = [.. inputs.Select(i => _sources[i.Name])],
                Untyped = untyped,
            };
            var step = CheckFields(transform.Options, scope, "before this transform", diagnostics) ? transform.Create<ITransform>().Compile(context) : null;
            // What a failed step would have made is unknown: nothing below it may echo the failure.
            scope = step is null ? scope with { IsOpen = true } : new FieldScope(step.Output, scope.IsOpen, untyped);
            if (step is null) continue;
            steps.Add(step);
            if (step is IAddsInputs joins)
                inputs.AddRange(joins.Inputs.Select(i => new PlanInput(i.Source.Name, i.Source.Source, i.Source.Scope.Schema, steps.Count, i.Align)));
        }

        scope = Refer(scope, _definition.Mappings);
        bool known = true;
        foreach (var mapping in _definition.Mappings?.Values ?? []) known &= CheckFields(mapping, scope, "in the source", diagnostics);
        var mappings = MappingCompiler.Compile(Resolvable(scope), new MappingContext(scope, _scripts!.For(scope.Schema, scope.IsOpen), diagnostics, Stage.Mapping));
        if (known && mappings is { Count: 0 } && !scope.IsOpen) diagnostics.Add(MappingMessages.NoFields, _definition.Sources[driving.Name].Source.Span);
        var mapped = MappedScope(scope, mappings);
        var rules = _definition.Validations.Select(v => CompileRule(v, mapped, diagnostics)).ToList();
        var targets = Targets.Select(t => CompileTarget(t, mapped, diagnostics)).ToList();
        _describe = diagnostics.HasErrors || !known || mappings is null ? null
            : () => PlanDescriber.Describe(_definition, fingerprint.Value, [.. _sources.All.Select(s => s.Name == driving.Name ? s with { Scope = _referred } : s)], mappings, mapped, Targets, ScriptUse.Of(_definition, _scripts!), ResumeObstacles.Of(inputs, Targets));
        // Everything is known where nothing is open: then no step was left undecided.
        if (_describe is null || scope.IsOpen || _sources.All.Any(s => s.Scope.IsOpen || s.Scope.Untyped.Count > 0)) return null;
        return new ExecutionPlan
        {
            Inputs = inputs,
            Transforms = steps,
            Mapping = new MappingStep(mappings!),
            Rules = rules.OfType<CompiledRule>().ToList(),
            Targets = targets.OfType<CompiledTarget>().ToList(),
            Scripts = _scripts!,
            ScriptUses = ScriptUse.Of(_definition, _scripts!),
            Retries = Retries,
        };
    }

    /// <summary>While the driving source has not been asked, it has the fields that are referred to and that no step has made.</summary>
    private FieldScope Refer(FieldScope scope, object? options)
    {
        if (!scope.IsOpen || !_sources.Driving.Scope.IsOpen) return scope;
        var names = OptionReferences.In<FieldReference>(options).Select(f => f.Name).ToList();
        _referred = _referred.With(names.Where(n => scope.Schema.IndexOf(n) < 0), _sources.Driving.Source.UndeclaredType);
        return scope.With(names, _sources.Driving.Source.UndeclaredType);
    }

    /// <summary>The mappings whose names are known; the others have been reported and would only echo.</summary>
    private Dictionary<string, MappingDefinition>? Resolvable(FieldScope scope) => _definition.Mappings?
        .Where(m => OptionReferences.In<FieldReference>(m.Value).All(f => scope.Schema.IndexOf(f.Name) >= 0 || m.Key == MappingCompiler.Star))
        .ToDictionary(m => m.Key, m => m.Value);

    /// <summary>The fields after the mappings. A field whose mapping failed is there all the same, untyped, so that nothing echoes the failure.</summary>
    private FieldScope MappedScope(FieldScope scope, IReadOnlyList<FieldMapping>? mappings)
    {
        var fields = (mappings ?? []).Select(m => m.Field).ToDictionary(f => f.Name, StringComparer.Ordinal);
        var untyped = (mappings ?? []).Where(m => m.Reads.Count == 1 && scope.Untyped.Contains(m.Reads[0]) && m.TakesSourceType).Select(m => m.Field.Name).ToHashSet(StringComparer.Ordinal);
        foreach (string name in _definition.Mappings?.Keys ?? [])
            if (name != MappingCompiler.Star && !fields.ContainsKey(name))
            {
                fields.Add(name, new Field(name, DataType.Text));
                untyped.Add(name);
            }
        bool star = _definition.Mappings is null || _definition.Mappings.ContainsKey(MappingCompiler.Star);
        var schema = mappings is not null && untyped.Count == 0 ? new RecordSchema(mappings.Select(m => m.Field)) : new RecordSchema(fields.Values);
        return new FieldScope(schema, scope.IsOpen && star, untyped);
    }

    private CompiledRule? CompileRule(ValidationDefinition definition, FieldScope mapped, DiagnosticBag diagnostics)
    {
        var node = definition.Validation;
        if (!node.IsIncomplete && !CheckFields(node.Options, mapped, "among the mapped fields", diagnostics)) return null;
        var rule = new Rule(Stage.Validation, definition.Code ?? node.Component.Name, node.Span) { Severity = definition.Severity, Message = definition.Message };
        var names = OptionReferences.In<FieldReference>(node.Options).Select(f => f.Name).ToList();
        // A type that only the source can tell cannot be judged yet; the syntax of scripts can.
        bool typesKnown = names.All(n => !mapped.Untyped.Contains(n) && mapped.Schema.IndexOf(n) >= 0);
        var findings = typesKnown ? diagnostics : new DiagnosticBag();
        var context = new RuleContext { Schema = mapped.Schema, Rule = rule, Diagnostics = findings, Scripts = _scripts!.For(mapped.Schema, mapped.IsOpen), Source = s => _sources[s.Name] };
        var when = definition.When is { } script ? context.Scripts.Compile(script, diagnostics) : null;
        if (node.IsIncomplete || names.Any(n => mapped.Schema.IndexOf(n) < 0)) return null;
        var validation = node.Create<IValidation>();
        var compiled = validation is IOrderedValidation ordered
            ? new CompiledRule(rule, when, null, ordered.CompileOrdered(context))
            : new CompiledRule(rule, when, validation.Compile(context), null);
        if (typesKnown) return compiled;
        foreach (var finding in findings.Items.Where(f => f.Code.StartsWith("DM23", StringComparison.Ordinal))) diagnostics.Add(finding);
        return null;
    }

    private CompiledTarget? CompileTarget(CompiledTarget target, FieldScope mapped, DiagnosticBag diagnostics)
    {
        var definition = _definition.Targets[target.Name];
        bool known = CheckFields(definition.Target.Options, mapped, "among the mapped fields", diagnostics);
        var when = definition.When is { } script ? _scripts!.For(mapped.Schema, mapped.IsOpen).Compile(script, diagnostics) : null;
        if (!known || mapped.IsOpen || mapped.Untyped.Count > 0) return null;
        if (!definition.Target.IsIncomplete) target.Target.Validate(mapped.Schema, diagnostics);
        return target with { When = when };
    }

    private static bool CheckFields(object? options, FieldScope scope, string where, DiagnosticBag diagnostics)
    {
        if (scope.IsOpen) return true;
        bool known = true;
        foreach (var field in OptionReferences.In<FieldReference>(options))
        {
            if (scope.Schema.IndexOf(field.Name) >= 0) continue;
            known = false;
            diagnostics.Add(PlanningMessages.UnknownField, field.Span, field.Name, where, Suggestions.Remedy(field.Name, [.. scope.Schema.Fields.Select(f => f.Name)], "There are no fields here."));
        }
        return known;
    }

    private bool CheckConnections(object? options, DiagnosticBag diagnostics)
    {
        bool known = true;
        foreach (var reference in OptionReferences.In<ConnectionReference>(options))
        {
            if (loaded.Project!.Connections.TryGetValue(reference.Name, out var connection))
            {
                if (!_connections.ContainsKey(reference.Name)) _connections.Add(reference.Name, connection.Connection.Create<IConnection>());
                continue;
            }
            known = false;
            diagnostics.Add(PlanningMessages.UnknownConnection, reference.Span, reference.Name,
                Suggestions.Remedy(reference.Name, [.. loaded.Project.Connections.Keys], "Declare it under `connections:` in datamigration.yaml."));
        }
        return known;
    }

    private ConnectorContext Context(string name, ComponentNode node) =>
        new()
        {
            Name = name,
            Span = node.Span,
            Connection = reference => _connections[reference.Name],
            Retries = Retries,
            FirstOrigin = Replayed?.Of(name) is null ? null : origin => _firstOrigins.GetValueOrDefault(name)?.Find(origin),
        };
}
