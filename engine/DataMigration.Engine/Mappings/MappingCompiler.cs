using DataMigration.Configuration.Definitions;
using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Functions;
using DataMigration.Values;

namespace DataMigration.Mappings;

/// <summary>Makes the steps of mapped fields from their definitions. Names have been checked; here types and options are.</summary>
internal static class MappingCompiler
{
    /// <summary>The key that stands for every remaining source field.</summary>
    public const string Star = "*";

    /// <summary>All mappings, in order; none given = every source field as it is. Null after an error.</summary>
    public static IReadOnlyList<FieldMapping>? Compile(IReadOnlyDictionary<string, MappingDefinition>? mappings, MappingContext context)
    {
        mappings ??= new Dictionary<string, MappingDefinition> { [Star] = new() };
        var fields = new List<FieldMapping>();
        bool whole = true;
        foreach (var (name, definition) in mappings)
        {
            if (name == Star) fields.AddRange(Remaining(mappings, definition, context));
            else if (CompileField(name, definition, context) is { } field) fields.Add(field);
            else whole = false;
        }
        return whole ? fields : null;
    }

    /// <summary>One mapped field, or null after an error.</summary>
    public static FieldMapping? CompileField(string name, MappingDefinition definition, MappingContext context)
    {
        var errors = context.Diagnostics.Items.Count;
        var steps = new List<IColumnStep>();
        var reads = new List<string>();
        if (First(name, definition, context, reads) is not { } first) return null;
        steps.Add(first);
        if (definition.Apply.Count > 0 || definition.Values is not null) ToText(steps, name, context, definition);
        foreach (var function in definition.Apply) AddFunction(steps, function, name, definition, context);
        if (definition.Values is { } values)
            steps.Add(new ValuesStep(values.ToDictionary(v => v.Key, v => v.Value.Text), definition.Otherwise is not null, definition.Otherwise?.Text,
                RuleFor(definition, "values", context), name));
        AddType(steps, name, definition, context);
        AddDefault(steps, name, definition, context);
        return context.Diagnostics.Items.Skip(errors).Any(d => d.Severity == DiagnosticSeverity.Error) ? null : new FieldMapping(name, steps, reads);
    }

    private static IEnumerable<FieldMapping> Remaining(IReadOnlyDictionary<string, MappingDefinition> mappings, MappingDefinition star, MappingContext context)
    {
        // A source field may itself be called *: the key says nothing about it.
        var taken = mappings.Keys.Where(k => k != Star).Concat(mappings.Values.Where(m => m.From is not null).Select(m => m.From!.Name))
            .Concat(star.Except.Select(e => e.Name)).ToHashSet(StringComparer.Ordinal);
        var schema = context.Fields.Schema;
        for (int i = 0; i < schema.Count; i++)
            if (!schema[i].IsPart && !taken.Contains(schema[i].Name))
                yield return new FieldMapping(schema[i].Name, [new SourceFieldStep(i, schema[i])], [schema[i].Name]);
    }

    private static IColumnStep? First(string name, MappingDefinition definition, MappingContext context, List<string> reads)
    {
        if (definition.From is { } from)
        {
            int index = context.Fields.Schema.IndexOf(from.Name);
            if (index < 0) return null;
            reads.Add(from.Name);
            return new SourceFieldStep(index, context.Fields.Schema[index]);
        }
        if (definition.Script is { } script)
        {
            if (context.Scripts.Compile(script, context.Diagnostics) is not { } compiled) return null;
            reads.AddRange(compiled.Fields.Select(i => context.Fields.Schema[i].Name));
            // Functions and value lists stand between the script and its type, and see the text as JavaScript has it.
            bool direct = definition.Apply.Count == 0 && definition.Values is null;
            return new ScriptStep(compiled, RuleFor(definition, "script", context), name) { ReadAs = direct ? definition.Type : null };
        }
        return new ConstantStep(definition.Value?.Text);
    }

    private static void AddFunction(List<IColumnStep> steps, FunctionDefinition call, string name, MappingDefinition definition, MappingContext context)
    {
        var node = call.Function;
        if (node.IsIncomplete) return;
        var function = node.Create<ITextFunction>();
        if (function is IValidatesOptions checks && checks.Validate() is { } problem)
            context.Diagnostics.Add(MappingMessages.BadFunctionOptions, node.Span, node.Component.Name, problem);
        else
            steps.Add(new FunctionStep(function, node.Component.Name, RuleFor(definition, node.Component.Name, context), name));
    }

    private static void AddType(List<IColumnStep> steps, string name, MappingDefinition definition, MappingContext context)
    {
        var format = FormatOf(definition.Format);
        var losses = new NamedLosses { Round = definition.Round, ToUtc = definition.ToUtc, Precision = definition.Precision };
        // A typed source column keeps its type; what is cut of it can still be named.
        if (definition.Type is { } type || losses != NamedLosses.None && (type = steps[^1].Output).Kind != DataKind.Text) AddConversion(steps, name, type, format, losses, definition, context);
        else if (losses != NamedLosses.None) context.Diagnostics.Add(MappingMessages.LossWithoutType, SpanOf(definition), name);
        else if (definition.Format is not null) context.Diagnostics.Add(MappingMessages.FormatWithoutType, SpanOf(definition), name);
    }

    private static void AddConversion(List<IColumnStep> steps, string name, DataType type, ValueFormat format, NamedLosses losses, MappingDefinition definition, MappingContext context)
    {
        var from = steps[^1].Output;
        if (from == type && type.Kind == DataKind.Text && format == ValueFormat.Default && losses == NamedLosses.None) return;
        if (ValueConversion.Plan(from, type, format, losses, out string? refusal) is { } converter)
            steps.Add(new TypeStep(converter, format, losses, RuleFor(definition, "type", context), name));
        else if (losses != NamedLosses.None && (ValueConversion.Plan(from, type, format, out _) is not null || from == type))
            context.Diagnostics.Add(MappingMessages.LossThatCannotBe, SpanOf(definition), name, refusal);
        else if (from.Kind == DataKind.Text)
            context.Diagnostics.Add(MappingMessages.BadFormat, SpanOf(definition), name, type, refusal);
        else
            context.Diagnostics.Add(MappingMessages.LossyConversion, SpanOf(definition), name, from, type, refusal);
    }

    private static void AddDefault(List<IColumnStep> steps, string name, MappingDefinition definition, MappingContext context)
    {
        if (definition.Default is not { Text: { } text } value) return;
        // The type that was asked for, even where the way to it has just been refused: one mistake, one message.
        var type = definition.Type ?? steps[^1].Output;
        // A default is written in the type's own form, not in the source's.
        var constant = ValueReaders.Create(type, ValueFormat.Default, out _)?.ReadOne(text);
        if (constant is null) context.Diagnostics.Add(MappingMessages.BadDefault, value.Span, name, text, TypeStep.Expectation(type, ValueFormat.Default));
        else steps.Add(new DefaultStep(constant, text));
    }

    /// <summary>Functions and value lists work on text: a typed source column is written out first.</summary>
    private static void ToText(List<IColumnStep> steps, string name, MappingContext context, MappingDefinition definition)
    {
        if (steps[^1].Output.Kind != DataKind.Text) AddConversion(steps, name, DataType.Text, ValueFormat.Default, NamedLosses.None, definition, context);
    }

    private static Rule RuleFor(MappingDefinition definition, string code, MappingContext context) =>
        new(context.Stage, definition.Code ?? code, SpanOf(definition)) { Message = definition.Message };

    private static SourceSpan? SpanOf(MappingDefinition definition) =>
        definition.From?.Span ?? definition.Script?.Span ?? definition.Value?.Span;

    internal static ValueFormat FormatOf(FormatDefinition? format) => format is null ? ValueFormat.Default : new ValueFormat
    {
        Pattern = format.Pattern,
        Thousands = format.Thousands,
        DecimalPoint = format.DecimalPoint,
        TrueValues = format.TrueValues,
        FalseValues = format.FalseValues,
    };
}
