using DataMigration.Diagnostics;

namespace DataMigration.Validations;

/// <summary>What can be wrong with a validation, whatever the data.</summary>
public static class ValidationMessages
{
    public static readonly DiagnosticDescriptor NeedsText = new("DM2201", DiagnosticSeverity.Error,
        "the rule '{0}' judges text, and '{1}' is {2}", "Judge a typed field with `range`, `one_of` or `compare`, or leave it text.");

    public static readonly DiagnosticDescriptor NeedsOrder = new("DM2202", DiagnosticSeverity.Error,
        "the rule '{0}' needs values that have an order, and '{1}' is {2}", "Give '{1}' a type with an order in its mapping (integer, decimal(p,s), number, date, datetime, datetime_offset, time).");

    public static readonly DiagnosticDescriptor BoundsMissing = new("DM2203", DiagnosticSeverity.Error,
        "the rule '{0}' on '{1}' has neither `min` nor `max`, so it would never speak", "Give it `min`, `max` or both.");

    public static readonly DiagnosticDescriptor BoundsCrossed = new("DM2204", DiagnosticSeverity.Error,
        "the rule '{0}' on '{1}' could never hold: its `min` {2} is greater than its `max` {3}", "Swap the two, or mend one.");

    public static readonly DiagnosticDescriptor BadConstant = new("DM2205", DiagnosticSeverity.Error,
        "'{0}' cannot be compared with '{1}', which is {2}: it is not {3}", "Write the value as the field's type writes it, not as the source does.");

    public static readonly DiagnosticDescriptor BadPattern = new("DM2206", DiagnosticSeverity.Error,
        "the pattern is no regular expression in ECMAScript syntax: {0}", "Mend the pattern; in YAML put it in 'single quotes', where a backslash is a backslash.");

    public static readonly DiagnosticDescriptor PatternNeedsBacktracking = new("DM2207", DiagnosticSeverity.Error,
        "the pattern has {0} at character {1}, which needs backtracking: on some values it could take for ever", "Write the pattern without it, several `matches` rules instead of one, or a `script` rule.");

    public static readonly DiagnosticDescriptor PatternUnsupported = new("DM2208", DiagnosticSeverity.Error,
        "the pattern has {0} at character {1}, which this rule does not know", "{2}");

    public static readonly DiagnosticDescriptor PatternTooLarge = new("DM2209", DiagnosticSeverity.Error,
        "the pattern, its repetitions written out, is too large to be judged in linear time: about 2,000 characters are possible", "Make its repetition counts smaller (a `length` rule can count), or split it into several `matches` rules.");

    public static readonly DiagnosticDescriptor CompareNeedsOneSide = new("DM2210", DiagnosticSeverity.Error,
        "the rule 'compare' on '{0}' has {1}", "Give it exactly one: `with`, a field, or `value`, a constant.");

    public static readonly DiagnosticDescriptor NotComparable = new("DM2211", DiagnosticSeverity.Error,
        "'{0}' is {1} and '{2}' is {3}: the two cannot be compared", "Map both to one type.");

    public static readonly DiagnosticDescriptor IgnoreCaseNeedsText = new("DM2212", DiagnosticSeverity.Error,
        "`ignore_case` has no meaning for the rule '{0}': {1}", "Leave `ignore_case` out.");

    public static readonly DiagnosticDescriptor BadRuleFormat = new("DM2213", DiagnosticSeverity.Error,
        "the format of the rule 'type' on '{0}' does not suit {1}: {2}", "Write a format of that type, or leave it out.");

    public static readonly DiagnosticDescriptor JsonSchemaOrigin = new("DM2214", DiagnosticSeverity.Error,
        "the rule 'json_schema' on '{0}' has {1}", "Give it exactly one: `schema`, a mapping, or `path`, a file.");

    public static readonly DiagnosticDescriptor NeedsJson = new("DM2215", DiagnosticSeverity.Error,
        "the rule 'json_schema' judges JSON, and '{0}' is {1}", "Map '{0}' to json or leave it text; other types have rules of their own.");

    public static readonly DiagnosticDescriptor BadJsonSchema = new("DM2216", DiagnosticSeverity.Error,
        "the JSON Schema is wrong at {0}: {1}", "{2}");

    public static readonly DiagnosticDescriptor JsonSchemaUnreadable = new("DM2217", DiagnosticSeverity.Error,
        "the JSON Schema '{0}' cannot be read: {1}", "Give the path of a JSON file, relative to the pipeline.");
}
