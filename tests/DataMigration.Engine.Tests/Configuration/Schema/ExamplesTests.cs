using DataMigration.Catalogue;
using DataMigration.Configuration.Schema;
using DataMigration.Configuration.Shapes;
using DataMigration.Configuration.Syntax;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Configuration.Schema;

/// <summary>What editors and the reference show as an example must itself be accepted.</summary>
public sealed class ExamplesTests
{
    private static readonly ShapeCatalogue Shapes = new(TestPipelines.Catalogue);

    public static TheoryData<string, string> Components => Data(TestPipelines.Catalogue.Components.Where(c => c.Declaration.Example is not null).Select(c => (c.Kind.ToString(), c.Name)));

    public static TheoryData<string, string> Keys => Data(Records().SelectMany(r => r.Keys.Where(k => k.Option.Example is not null).Select(k => (r.Type!.Name, k.Name))));

    [Theory]
    [MemberData(nameof(Components))]
    public void The_example_of_a_component_is_accepted(string kind, string name)
    {
        var component = Shapes.Components(Enum.Parse<ComponentKind>(kind))[name].Component;
        string example = component.Declaration.Example!;
        var record = Records().First(r => r.Slot?.Kind == component.Kind);
        if (example == component.Name) record.TakesBareName.Should().BeTrue();
        else Check(record, example);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void The_example_of_a_key_is_accepted(string record, string key)
    {
        var declared = Records().First(r => r.Type!.Name == record);
        var alone = new RecordShape(declared.Type);
        alone.Fill([declared.Find(key)! with { IsRequired = false, Option = new OptionAttribute("") { Pattern = declared.Find(key)!.Option.Pattern } }], null);
        Check(alone, $"{key}:\n  {declared.Find(key)!.Option.Example!.Replace("\n", "\n  ", StringComparison.Ordinal)}\n");
    }

    [Fact]
    public void Every_component_has_a_summary_and_an_example_that_starts_with_its_key() =>
        TestPipelines.Catalogue.Components.Should().OnlyContain(c => c.Declaration.Summary.EndsWith('.')
            && (c.Declaration.Example == null ? c.Kind == ComponentKind.Function : c.Declaration.Example.StartsWith(c.Name, StringComparison.Ordinal)));

    private static void Check(RecordShape shape, string text)
    {
        var findings = new DiagnosticBag();
        var tree = YamlTreeReader.Read(new SourceText(Path.GetFullPath("example.yaml"), text), findings);
        findings.Items.Should().BeEmpty();
        new SchemaChecker(shape, "example").Check(PlaceReader.Read(tree!, shape), findings);
        findings.Items.Select(f => f.Message).Should().BeEmpty();
    }

    private static List<RecordShape> Records()
    {
        var found = new HashSet<RecordShape>(ReferenceEqualityComparer.Instance);
        Collect(Shapes.Pipeline);
        Collect(Shapes.Project);
        return [.. found];

        void Collect(Shape shape)
        {
            switch (shape)
            {
                case ListShape list:
                    Collect(list.Item);
                    break;
                case DictionaryShape dictionary:
                    Collect(dictionary.Value);
                    break;
                case RecordShape { Type: not null } record when found.Add(record):
                    foreach (var key in record.Keys) Collect(key.Shape);
                    foreach (var component in record.Slot?.Components.Values ?? []) Collect(component.Options);
                    break;
            }
        }
    }

    private static TheoryData<string, string> Data(IEnumerable<(string, string)> rows)
    {
        var data = new TheoryData<string, string>();
        foreach (var (first, second) in rows.Distinct()) data.Add(first, second);
        return data;
    }
}
