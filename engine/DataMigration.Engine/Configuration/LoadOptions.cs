namespace DataMigration.Configuration;

/// <summary>What the command line says about reading a pipeline.</summary>
public sealed record LoadOptions
{
    /// <summary>The environment of the project file, or null for none.</summary>
    public string? Environment { get; init; }

    /// <summary>Values of <c>--set name=value</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>The project file, or null to walk up from the pipeline.</summary>
    public string? ProjectFile { get; init; }

    /// <summary>Whether an undefined environment variable, or a required parameter without a value, is an error (a run, or <c>--strict-env</c>) and not a warning.</summary>
    public bool Strict { get; init; }

    /// <summary>Reads an environment variable; tests put their own in.</summary>
    public Func<string, string?> EnvironmentVariable { get; init; } = System.Environment.GetEnvironmentVariable;
}
