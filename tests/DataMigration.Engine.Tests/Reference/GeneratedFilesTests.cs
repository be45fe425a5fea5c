using System.Reflection;
using DataMigration.Catalogue;
using DataMigration.Declarations;
using DataMigration.Reference;
using NJsonSchema;

namespace DataMigration.Tests.Reference;

/// <summary>What stands under <c>schemas/</c> is what the declarations say. With DATAMIGRATION_UPDATE=1 it is written anew.</summary>
public sealed class GeneratedFilesTests
{
    private static readonly ComponentCatalogue Catalogue = Product.Catalogue;

    private static readonly IReadOnlyDictionary<string, string> Files = GeneratedFiles.All(Catalogue);

    public static TheoryData<string> Names => [.. Files.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_file_kept_is_the_file_generated(string name)
    {
        string path = Repository.Folder("schemas/" + name);
        if (Repository.IsUpdating)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, Files[name]);
        }
        File.Exists(path).Should().BeTrue("generated files are kept; make them with DATAMIGRATION_UPDATE=1");
        File.ReadAllText(path).ReplaceLineEndings("\n").Should().Be(Files[name], "the declarations changed; run the tests with DATAMIGRATION_UPDATE=1 and commit schemas/");
    }

    [Fact]
    public void Nothing_else_is_kept()
    {
        string root = Repository.Folder("schemas");
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f).Replace('\\', '/')).Should().BeSubsetOf(Files.Keys);
    }

    [Fact]
    public void Generating_twice_gives_the_same() => GeneratedFiles.All(Catalogue).Should().Equal(Files);

    [Fact]
    public void Lines_end_in_LF_and_hold_no_machine() =>
        Files.Values.Should().OnlyContain(t => t.EndsWith('\n') && !t.Contains('\r') && !t.Contains(Repository.Root));

    [Theory]
    [InlineData("pipeline.schema.json")]
    [InlineData("project.schema.json")]
    public async Task A_schema_is_read_back_as_it_was_written(string name)
    {
        var schema = await JsonSchema.FromJsonAsync(Files[name]);
        schema.Validate("[]").Should().NotBeEmpty();
        Files[name].Should().Contain("http://json-schema.org/draft-04/schema#");
    }

    [Fact]
    public void Every_component_and_key_has_its_page_and_every_message_its_row()
    {
        foreach (var component in Catalogue.Components)
        {
            string page = Files[$"reference/{component.Kind.ToString().ToLowerInvariant()}s.md"];
            page.Should().Contain($"## `{component.Name}`").And.Contain(component.Declaration.Summary);
        }
        foreach (var message in Catalogue.Messages) Files["reference/messages.md"].Should().Contain($"| {message.Code} |");
    }

    [Fact]
    public void Every_function_shows_what_it_makes_of_values() =>
        Catalogue.Of(ComponentKind.Function).Should().OnlyContain(f => f.Implementation.GetCustomAttributes<ExampleAttribute>().Any());
}
