using DataMigration.Configuration.Syntax;
using DataMigration.Diagnostics;
using YamlDotNet.RepresentationModel;

namespace DataMigration.Tests.Configuration.Syntax;

/// <summary>The YAML test suite, where it lies beside the repository: every case is either read or explained.</summary>
public sealed class YamlTestSuiteTests
{
    private static readonly string Suite = Path.Combine(Repository.Root, "..", "shared", "data", "yaml-test-suite");

    [SkippableFact]
    public void Every_case_is_read_or_explained()
    {
        Skip.IfNot(Directory.Exists(Suite), "the YAML test suite is not here");
        int read = 0, explained = 0;
        var foreign = new List<string>();
        foreach (var (name, text) in Cases())
        {
            var findings = new DiagnosticBag();
            var source = new SourceText(Path.GetFullPath(name), text);
            var root = YamlTreeReader.Read(source, findings);
            (root is not null || findings.HasErrors).Should().BeTrue("{0} must not be passed over in silence", name);
            foreach (var finding in findings.Items)
            {
                string said = DiagnosticRenderer.Render(finding, new Dictionary<string, string> { [source.Name] = text });
                said.Should().StartWith(name);
                if (said.Contains("not YAML", StringComparison.Ordinal)) foreign.Add(said);
            }
            if (findings.HasErrors) explained++;
            else read++;
        }
        foreign.Should().HaveCountLessThan(12, "most deserve words of ours");
        read.Should().BeGreaterThan(60);
        explained.Should().BeGreaterThan(60);
    }

    private static IEnumerable<(string Name, string Text)> Cases()
    {
        foreach (string file in Directory.EnumerateFiles(Suite, "*.yaml").Order(StringComparer.Ordinal))
        {
            var stream = new YamlStream();
            using var reader = new StreamReader(file);
            stream.Load(reader);
            int number = 0;
            foreach (var item in (YamlSequenceNode)stream.Documents[0].RootNode)
                if (((YamlMappingNode)item).Children.TryGetValue("yaml", out var yaml))
                    yield return ($"{Path.GetFileNameWithoutExtension(file)}-{number++}.yaml", Text(yaml.ToString()));
        }
    }

    /// <summary>The suite shows blanks and line ends by signs.</summary>
    private static string Text(string shown) => System.Text.RegularExpressions.Regex.Replace(shown, "—*»", "\t")
        .Replace('␣', ' ').Replace("↵", "", StringComparison.Ordinal).Replace('←', '\r').Replace("⇔", "\uFEFF", StringComparison.Ordinal).Replace("∎\n", "", StringComparison.Ordinal);
}
