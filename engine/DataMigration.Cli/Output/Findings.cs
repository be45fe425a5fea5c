using DataMigration.Configuration;
using DataMigration.Diagnostics;

namespace DataMigration.Cli.Output;

/// <summary>The findings of one or more pipelines, secrets masked; one that several pipelines share (of their project file) stands once.</summary>
internal sealed class Findings
{
    private readonly HashSet<Diagnostic> _seen = [];
    private readonly List<Diagnostic> _items = [];
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    public IReadOnlyList<Diagnostic> Items => _items;

    /// <summary>The files they point into, for carets.</summary>
    public IReadOnlyDictionary<string, string> Texts => _texts;

    public int Errors => _items.Count(d => d.Severity == DiagnosticSeverity.Error);

    public int Warnings => _items.Count - Errors;

    public void Add(LoadedPipeline loaded, DiagnosticBag diagnostics)
    {
        foreach (var (file, text) in loaded.Texts) _texts[file] = loaded.Mask(text);
        foreach (var finding in diagnostics.Items)
        {
            var masked = finding with { Message = loaded.Mask(finding.Message), Remedy = loaded.Mask(finding.Remedy) };
            if (_seen.Add(masked)) _items.Add(masked);
        }
    }
}
