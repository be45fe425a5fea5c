using DataMigration.Diagnostics;

namespace DataMigration.Transforms;

/// <summary>What can be wrong with a transform, whatever the data.</summary>
public static class TransformMessages
{
    public static readonly DiagnosticDescriptor FieldExists = new("DM2401", DiagnosticSeverity.Error,
        "there is a field called '{0}' already, and '{1}' would make another one", "Choose a name that is free, or remove the older field first.");

    public static readonly DiagnosticDescriptor DefaultsMissing = new("DM2402", DiagnosticSeverity.Error,
        "the lookup says `missing: default` and has no `defaults`", "List them: `defaults: {{ {0}: … }}`; or say `missing: null`.");

    public static readonly DiagnosticDescriptor DefaultsUnused = new("DM2403", DiagnosticSeverity.Error,
        "the lookup has `defaults`, and they would never be used", "Say `missing: default`, or leave them out.");

    public static readonly DiagnosticDescriptor DefaultOfNothing = new("DM2404", DiagnosticSeverity.Error,
        "the lookup has a default for '{0}', which it does not take", "{1}");

    public static readonly DiagnosticDescriptor BadDefault = new("DM2405", DiagnosticSeverity.Error,
        "the default of '{0}' is '{1}', which is not {2}", "Write it in the form of its type.");

    public static readonly DiagnosticDescriptor CannotSplit = new("DM2406", DiagnosticSeverity.Error,
        "'{0}' is {1}, and only text or json can be split", "Split the field before it gets its type.");

    public static readonly DiagnosticDescriptor SeparatorMissing = new("DM2407", DiagnosticSeverity.Error,
        "'{0}' is text, and nothing says where to split it", "Say what stands between two values: `separator: \";\"`; or that it holds a JSON array: `json: true`.");

    public static readonly DiagnosticDescriptor SeparatorUnused = new("DM2408", DiagnosticSeverity.Error,
        "'{0}' is split as a JSON array, so `{1}` would never be used", "Leave it out.");

    public static readonly DiagnosticDescriptor TakeNeedsJson = new("DM2409", DiagnosticSeverity.Error,
        "`take` reaches into the elements of a JSON array, and '{0}' is split by a separator", "Leave `take` out, or split a JSON array.");

    public static readonly DiagnosticDescriptor UnpivotTypesDiffer = new("DM2410", DiagnosticSeverity.Error,
        "'{0}' is {1} and '{2}' is {3}: one field cannot hold both", "Give the fields one type before this step, with `set` for instance.");

    public static readonly DiagnosticDescriptor UnionFieldMissing = new("DM2411", DiagnosticSeverity.Error,
        "the source '{0}' has no field '{1}', which the rows have at this point", "Let a query or `columns` name it so, or say `missing: null` to fill it with nulls.");

    public static readonly DiagnosticDescriptor UnionFieldExtra = new("DM2412", DiagnosticSeverity.Error,
        "the source '{0}' has a field '{1}', which the rows do not have at this point", "Leave it out of the source (`columns`, a query), add it to the rows with `set` before, or say `extra: ignore`.");

    public static readonly DiagnosticDescriptor UnionTypesDiffer = new("DM2413", DiagnosticSeverity.Error,
        "'{0}' is {1} here and {2} in the source '{3}'", "Give both one type: in the `columns` of a source, or by a `set` before this step.");

    public static readonly DiagnosticDescriptor NeedsSecondReading = new("DM2414", DiagnosticSeverity.Error,
        "`keep: last` reads the source '{0}' twice, and it can be read only once", "Say `keep: first`, or save the data to a file first.");

    public static readonly DiagnosticDescriptor SourceChanged = new("DM4024", DiagnosticSeverity.Error,
        "the source changed between its two readings (`keep: last`): the second one has {0} rows of a key", "Run again when nobody writes to the source, or say `keep: first`.");
}
