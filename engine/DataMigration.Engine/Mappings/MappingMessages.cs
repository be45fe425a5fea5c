using DataMigration.Diagnostics;

namespace DataMigration.Mappings;

/// <summary>What can be wrong with a mapping, whatever the data.</summary>
public static class MappingMessages
{
    public static readonly DiagnosticDescriptor BadFormat = new("DM2101", DiagnosticSeverity.Error,
        "the format of '{0}' does not suit its type {1}: {2}", "Write a format of that type, or leave it out.");

    public static readonly DiagnosticDescriptor LossyConversion = new("DM2102", DiagnosticSeverity.Error,
        "'{0}' cannot go from {1} to {2}: {3}", "Choose a type that can hold every value, or name the loss where there is a key for it.");

    public static readonly DiagnosticDescriptor BadFunctionOptions = new("DM2103", DiagnosticSeverity.Error,
        "the function '{0}' cannot work so: {1}", "Mend its options; schemas/reference/functions.md shows examples.");

    public static readonly DiagnosticDescriptor BadDefault = new("DM2104", DiagnosticSeverity.Error,
        "the default of '{0}' is '{1}', which is not {2}", "Write the default as the field's type writes it, not as the source does.");

    public static readonly DiagnosticDescriptor FormatWithoutType = new("DM2105", DiagnosticSeverity.Error,
        "'{0}' has a format but no type to read by it", "Add a `type`, or drop the `format`.");

    public static readonly DiagnosticDescriptor NoFields = new("DM2106", DiagnosticSeverity.Error,
        "the mappings yield no field at all", "Map at least one field, or add `\"*\": {{}}` to take every source field.");

    public static readonly DiagnosticDescriptor LossWithoutType = new("DM2107", DiagnosticSeverity.Error,
        "'{0}' names a loss (`round`, `to_utc`, `precision`) but is text, which loses nothing", "Add the `type` that the text is read into, or drop the key.");

    public static readonly DiagnosticDescriptor LossThatCannotBe = new("DM2108", DiagnosticSeverity.Error,
        "'{0}' names a loss that cannot be: {1}", "Drop the key, or choose another type.");
}
