using System.Reflection;
using System.Text;
using DataMigration.Catalogue;

namespace DataMigration.Tests.Catalogue;

/// <summary>Three ways to the components of an assembly: its metadata, its embedded list, its types.</summary>
public sealed class ComponentScanTests
{
    public static TheoryData<string> Assemblies => ["DataMigration.Core", "DataMigration.Engine", "DataMigration.Connectors"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void The_list_kept_is_the_list_generated(string name)
    {
        var assembly = Assembly.Load(name);
        string path = Repository.Folder($"engine/{name}/components.txt"), list = ComponentScan.List(assembly);
        if (Repository.IsUpdating) File.WriteAllText(path, list);
        File.ReadAllText(path).ReplaceLineEndings("\n").Should().Be(list, "components were added or renamed; run the tests with DATAMIGRATION_UPDATE=1 and commit the list");
        using var embedded = new StreamReader(assembly.GetManifestResourceStream("components")!);
        embedded.ReadToEnd().ReplaceLineEndings("\n").Should().Be(list, "the list is built in");
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_way_finds_the_same(string name)
    {
        var assembly = Assembly.Load(name);
        var found = Facts(ComponentScan.Of(assembly));
        Facts(ComponentScan.ByReflection(assembly)).Should().BeEquivalentTo(found);
        Facts(ComponentScan.Listed(assembly, new MemoryStream(Encoding.UTF8.GetBytes(ComponentScan.List(assembly))))).Should().BeEquivalentTo(found);
    }

    private static List<string> Facts(IEnumerable<ComponentDescriptor> components) => components.Select(c => $"{c.Kind} {c.Name} {c.Implementation}").ToList();
}
