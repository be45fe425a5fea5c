using DataMigration.Configuration;
using DataMigration.Configuration.Definitions;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Configuration;

/// <summary>Loads pipelines given as text, in a folder of their own.</summary>
internal sealed class TestLoader : IDisposable
{
    /// <summary>What a pipeline needs besides the lines a test is about.</summary>
    public const string Rest = "sources: { s: { csv: { path: in.csv } } }\ntargets: { t: { csv: { path: out.csv } } }\n";

    private static readonly PipelineLoader Loader = new(TestPipelines.Catalogue);
    private readonly Dictionary<string, string?> _environment = new(StringComparer.Ordinal);

    public string Folder { get; } = Directory.CreateTempSubdirectory("loader").FullName;

    public TestLoader Set(string variable, string value)
    {
        _environment[variable] = value;
        return this;
    }

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Half a surrogate pair becomes a replacement character.
        File.WriteAllText(path, text, new System.Text.UTF8Encoding(false));
        return path;
    }

    public LoadedPipeline Load(string text, LoadOptions? options = null) => LoadFile(Write("p.yaml", text), options);

    public LoadedPipeline LoadFile(string path, LoadOptions? options = null) =>
        Loader.Load(path, (options ?? new LoadOptions()) with { EnvironmentVariable = _environment.GetValueOrDefault });

    /// <summary>The definition of a pipeline without findings.</summary>
    public PipelineDefinition Good(string text, LoadOptions? options = null)
    {
        var loaded = Load(text, options);
        loaded.Diagnostics.Items.Select(Said).Should().BeEmpty();
        return loaded.Definition!;
    }

    /// <summary>Findings as <c>line:column code message</c>.</summary>
    public IEnumerable<string> Findings(string text, LoadOptions? options = null) => Load(text, options).Diagnostics.Items.Select(Said);

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Said(Diagnostic finding) => $"{finding.Span?.Line}:{finding.Span?.Column} {finding.Code} {finding.Message}";
}
