using DataMigration.Configuration.Definitions;
using DataMigration.Data;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration;

/// <summary>A pipeline file read, checked against the schema and bound, together with its project file.</summary>
public sealed record LoadedPipeline
{
    /// <summary>The pipeline file, absolute.</summary>
    public required string Path { get; init; }

    /// <summary>The pipeline, or null when the file has errors.</summary>
    public required PipelineDefinition? Definition { get; init; }

    /// <summary>The project (connections of the chosen environment merged in), empty where there is no file; null when it has errors.</summary>
    public required ProjectDefinition? Project { get; init; }

    /// <summary>Where run state lies: the project file's folder, or the pipeline's where there is none.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>The project file, absolute, or null where there is none.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>The connection that the history is kept in; null when the project file has errors, or in a program that has none to keep it in.</summary>
    public ComponentNode? State { get; init; }

    /// <summary>The values of all parameters, defaults filled in; null text = none.</summary>
    public required IReadOnlyDictionary<string, (DataType Type, string? Text)> Parameters { get; init; }

    /// <summary>All findings, in file order.</summary>
    public required DiagnosticBag Diagnostics { get; init; }

    /// <summary>The texts of all files that findings point into, by <see cref="SourceSpan.File"/>, for carets.</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    /// <summary>The values of secrets met on the way, longest first; every output masks them.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }

    /// <summary>A text with every secret in it masked.</summary>
    public string Mask(string text) => Secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, "***", StringComparison.Ordinal));
}
