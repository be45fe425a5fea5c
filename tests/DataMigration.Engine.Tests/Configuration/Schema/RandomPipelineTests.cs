using DataMigration.Configuration.Schema;
using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Configuration.Schema;

public sealed class RandomPipelineTests : IDisposable
{
    private const string Noise = "{}[],:-#&*!|>'\"%@`? \n\t\r\0ä😀$${0aZ\\<~";

    private static readonly int Slips = Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_LONG") == "1" ? 40_000 : 1_500;

    private static readonly ShapeCatalogue Shapes = new(TestPipelines.Catalogue);
    private readonly TestLoader _loader = new();

    public void Dispose() => _loader.Dispose();

    /// <summary>What the schema accepts, the binder binds; what the declarations allow, the schema accepts.</summary>
    [Fact]
    public void What_the_declarations_allow_is_bound()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            string text = new RandomPipeline(new Random(seed)).Write(Shapes.Pipeline);
            var loaded = _loader.Load(text);
            loaded.Diagnostics.Items.Where(f => f.Severity == DiagnosticSeverity.Error).Select(f => f.ToString()).Should().BeEmpty("of seed {0}:\n{1}", seed, text);
            loaded.Definition.Should().NotBeNull();
        }
    }

    [Fact]
    public void A_project_file_too()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            string text = new RandomPipeline(new Random(seed)).Write(Shapes.Project);
            _loader.Write("datamigration.yaml", text);
            var loaded = _loader.Load("pipeline: p\n" + TestLoader.Rest);
            loaded.Diagnostics.Items.Where(f => f.Severity == DiagnosticSeverity.Error).Select(f => f.ToString()).Should().BeEmpty("of seed {0}:\n{1}", seed, text);
            loaded.Project.Should().NotBeNull();
        }
    }

    /// <summary>Whatever a slip of the hand does to a file, loading it ends in a definition or in findings that lie in the file.</summary>
    [Fact]
    public void A_slip_of_the_hand_never_throws()
    {
        int broken = 0;
        for (int seed = 0; seed < Slips; seed++)
        {
            var random = new Random(seed);
            string text = Slip(new RandomPipeline(random).Write(Shapes.Pipeline), random);
            var loaded = _loader.Load(text);
            (loaded.Definition is null).Should().Be(loaded.Diagnostics.HasErrors, "of seed {0}:\n{1}", seed, text);
            foreach (var finding in loaded.Diagnostics.Items)
            {
                DiagnosticRenderer.Render(finding, loaded.Texts).Should().NotBeEmpty();
                if (finding.Span is not { } span) continue;
                string[] lines = loaded.Texts[span.File].Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
                span.Line.Should().BeInRange(1, lines.Length);
                span.Column.Should().BeInRange(1, lines[span.Line - 1].Length + 1);
                span.Length.Should().BeInRange(1, Math.Max(1, lines[span.Line - 1].Length));
            }
            if (loaded.Diagnostics.HasErrors) broken++;
        }
        broken.Should().BeGreaterThan(Slips / 3, "most slips break something");
    }

    /// <summary>What is let through without the schema, the schema lets through; and nearly all that is right is.</summary>
    [Fact]
    public void The_plain_check_accepts_nothing_that_the_schema_refuses()
    {
        var checker = new SchemaChecker(Shapes.Pipeline, "pipeline");
        int right = 0, plainly = 0, refused = 0;
        for (int seed = 0; seed < Slips; seed++)
        {
            var random = new Random(seed);
            string text = new RandomPipeline(random).Write(Shapes.Pipeline);
            for (int slip = 0; slip < 2; slip++, text = Slip(text, random))
            {
                if (YamlTreeReader.Read(new SourceText("p.yaml", text), new DiagnosticBag()) is not { } root) continue;
                var place = PlaceReader.Read(root, Shapes.Pipeline);
                bool accepts = checker.Accepts(place), isPlain = PlainCheck.IsRight(place);
                if (isPlain) accepts.Should().BeTrue("of seed {0}:\n{1}", seed, text);
                right += accepts ? 1 : 0;
                plainly += isPlain ? 1 : 0;
                refused += accepts ? 0 : 1;
            }
        }
        plainly.Should().BeGreaterThan(right * 3 / 4);
        refused.Should().BeGreaterThan(Slips / 10);
    }

    private static string Slip(string text, Random random)
    {
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            int at = random.Next(text.Length), length = Math.Min(random.Next(1, 6), text.Length - at);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, Noise[random.Next(Noise.Length)].ToString()),
                2 => text.Insert(random.Next(text.Length), text.Substring(at, length)),
                _ => text.Remove(at, length).Insert(at, Noise[random.Next(Noise.Length)].ToString()),
            };
            if (text.Length == 0) return text;
        }
        return text;
    }
}
