namespace DataMigration.Planning;

/// <summary>A plan as people and tools read it; <c>plan --output json</c> prints this object.</summary>
/// <param name="Pipeline">Its name.</param>
/// <param name="Fingerprint">Changes whenever the pipeline would do something else.</param>
/// <param name="Sections">Top to bottom: sources, transforms, mappings, validations, targets, scripts, rejects.</param>
public sealed record PlanDescription(string Pipeline, string Fingerprint, IReadOnlyList<PlanSection> Sections);

/// <param name="Title">What the section is about: <c>source legacy (csv)</c>.</param>
/// <param name="Lines">Facts, one a line.</param>
/// <param name="Fields">Fields with types and origin, where the section has any.</param>
public sealed record PlanSection(string Title, IReadOnlyList<string> Lines, IReadOnlyList<PlanField> Fields);

/// <param name="Name">The field.</param>
/// <param name="Type">Its type.</param>
/// <param name="Origin">How it comes about: <c>from email_address → trim → lower</c>.</param>
public sealed record PlanField(string Name, string Type, string? Origin);
