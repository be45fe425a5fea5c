using DataMigration.Configuration;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.Orchestration;

namespace DataMigration.Tests;

/// <summary>
/// Every folder of <c>tests/invalid/</c> is a mistake and what is said about it. With DATAMIGRATION_UPDATE=1 the tests write down what is said; a person reads it.
/// </summary>
public sealed class InvalidPipelinesTests
{
    private static readonly string Root = Repository.Folder("tests/invalid");

    /// <summary>What cannot stand in a folder: a missing, a huge, a broken file (SourceReaderTests), and a script that ends a run (the scripts' own tests).</summary>
    private static readonly string[] Elsewhere = ["DM1101", "DM1102", "DM1103", "DM2350"];

    public static TheoryData<string> Folders => [.. Directory.GetDirectories(Root).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task What_is_said_is_written_down(string folder)
    {
        string expected = Path.Combine(Root, folder, "expected.txt");
        string said = (await Findings(folder)).Rendered;
        if (Repository.IsUpdating) File.WriteAllText(expected, said);
        File.Exists(expected).Should().BeTrue("what is said is written down; make it with DATAMIGRATION_UPDATE=1 and read it");
        said.Should().Be(File.ReadAllText(expected).ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task The_folder_is_about_its_code(string folder) =>
        (await Findings(folder)).Items.Select(f => f.Code).Should().Contain(folder[..6]);

    [Fact]
    public void Every_message_about_a_pipeline_has_a_folder()
    {
        var shown = Directory.GetDirectories(Root).Select(d => Path.GetFileName(d)[..6]).Concat(Elsewhere);
        Product.Catalogue.Messages.Select(m => m.Code).Where(c => string.CompareOrdinal(c, "DM11") >= 0 && string.CompareOrdinal(c, "DM26") < 0)
            .Should().BeSubsetOf(shown);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Places_are_in_the_file(string folder)
    {
        var (items, texts, _) = await Findings(folder);
        foreach (var span in items.Where(f => f.Span is not null).Select(f => f.Span!.Value))
        {
            string[] lines = texts[span.File].ReplaceLineEndings("\n").Split('\n');
            span.Line.Should().BeInRange(1, lines.Length);
            span.Column.Should().BeInRange(1, lines[span.Line - 1].Length + 1);
        }
    }

    /// <summary>Everything that is found without writing: planning, then the real schemas, then what a failing world says.</summary>
    private static async Task<(IReadOnlyList<Diagnostic> Items, IReadOnlyDictionary<string, string> Texts, string Rendered)> Findings(string folder)
    {
        string path = Path.Combine(Root, folder);
        string[] several = [.. Directory.GetFiles(path, "*.pipeline.yaml").Order(StringComparer.Ordinal)];
        if (several.Length > 0) return FindingsBetween(several, path);
        var engine = new MigrationEngine(Product.Catalogue, TimeProvider.System);
        var (pipeline, options) = (Path.Combine(path, "pipeline.yaml"), Arguments(Path.Combine(path, "arguments.txt")));
        var planned = await engine.PlanAsync(pipeline, options, connect: false, CancellationToken.None);
        List<Diagnostic> items = [.. planned.Diagnostics.Items];
        try
        {
            // After a warning about a missing value there is nothing to connect to.
            if (items.Count == 0) items = [.. (await engine.PlanAsync(pipeline, options, connect: true, CancellationToken.None)).Diagnostics.Items];
        }
        catch (MigrationException e)
        {
            items.Add(e.Diagnostic);
        }
        return Rendered(items, planned.Loaded.Texts, path);
    }

    /// <summary>Of files <c>….pipeline.yaml</c>: what is wrong between them.</summary>
    private static (IReadOnlyList<Diagnostic> Items, IReadOnlyDictionary<string, string> Texts, string Rendered) FindingsBetween(string[] files, string path)
    {
        var loader = new PipelineLoader(Product.Catalogue);
        var loaded = files.Select(f => loader.Load(f, new LoadOptions())).ToList();
        loaded.SelectMany(l => l.Diagnostics.Items).Should().BeEmpty();
        var texts = loaded.SelectMany(l => l.Texts).DistinctBy(t => t.Key).ToDictionary();
        return Rendered([.. PipelineOrder.Of(loaded).Findings.SelectMany(f => f.Items)], texts, path);
    }

    private static (IReadOnlyList<Diagnostic> Items, IReadOnlyDictionary<string, string> Texts, string Rendered) Rendered(List<Diagnostic> items, IReadOnlyDictionary<string, string> written, string path)
    {
        var texts = written.ToDictionary(t => Relative(t.Key, path), t => t.Value);
        items = [.. items.Select(f => f with { Span = f.Span is { } span ? span with { File = Relative(span.File, path) } : null, Message = Relative(f.Message, path), Remedy = Relative(f.Remedy, path) })];
        return (items, texts, string.Concat(items.Select(f => DiagnosticRenderer.Render(f, texts) + "\n")));
    }

    private static string Relative(string text, string folder)
    {
        foreach (string written in (string[])[folder, folder.Replace('\\', '/')])
            text = text.Replace(written + "/", "", StringComparison.Ordinal).Replace(written + Path.DirectorySeparatorChar, "", StringComparison.Ordinal).Replace(written, ".", StringComparison.Ordinal);
        return text;
    }

    /// <summary>A line each: <c>--set name=value</c>, <c>--environment name</c>, <c>--strict</c>.</summary>
    private static LoadOptions Arguments(string path)
    {
        var options = new LoadOptions();
        foreach (string[] line in File.Exists(path) ? File.ReadLines(path).Select(l => l.Split([' ', '='], 3)) : [])
            options = line switch
            {
                ["--set", var name, var value] => options with { Parameters = new Dictionary<string, string>(options.Parameters) { [name] = value } },
                ["--environment", var name] => options with { Environment = name },
                ["--strict"] => options with { Strict = true },
                _ => throw new InvalidOperationException($"{path}: {string.Join(' ', line)}"),
            };
        return options;
    }
}
