using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace DataMigration.Cli;

/// <summary>The laws of engine/README.md that a machine can hold.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Star = new()
    {
        ["DataMigration.Core"] = [],
        ["DataMigration.Engine"] = ["DataMigration.Core"],
        ["DataMigration.Connectors"] = ["DataMigration.Core"],
        ["datamigrate"] = ["DataMigration.Core", "DataMigration.Engine", "DataMigration.Connectors"],
    };

    private static readonly string[] ForbiddenWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Handler", "Processor", "Info", "Impl"];

    public static TheoryData<string> Rooms => new(Star.Keys);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Rooms_know_only_the_middle_of_the_star(string room) =>
        Assembly.Load(room).GetReferencedAssemblies().Select(a => a.Name!).Where(n => Star.ContainsKey(n)).Should().BeSubsetOf(Star[room]);

    [Fact]
    public void Core_needs_no_package() =>
        Assembly.Load("DataMigration.Core").GetReferencedAssemblies().Select(a => a.Name!).Should().OnlyContain(n => n.StartsWith("System.", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Type_names_say_what_a_type_is(string room) =>
        TypesOf(room).Where(t => Words().Split(t.Name).Any(w => ForbiddenWords.Contains(w))).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Rooms))]
    public void No_namespace_hides_the_class_Engine_of_Jint(string room) =>
        TypesOf(room).Where(t => t.Namespace is { } n && (!n.StartsWith("DataMigration", StringComparison.Ordinal) || n.Split('.').Contains("Engine"))).Should().BeEmpty();

    [Fact]
    public void Only_the_scripting_folder_knows_Jint()
    {
        string engine = Repository.PathOf("engine");
        var strangers = Directory.EnumerateFiles(engine, "*.cs", SearchOption.AllDirectories)
            .Where(f => !Path.GetRelativePath(engine, f).StartsWith(Path.Combine("DataMigration.Engine", "Scripting"), StringComparison.Ordinal))
            .Where(f => File.ReadLines(f).Any(l => UsesJint().IsMatch(l)));
        strangers.Should().BeEmpty();
    }

    [Fact]
    public void Only_the_scripting_namespace_has_Jint_in_its_types()
    {
        var strangers = TypesOf("DataMigration.Engine").Where(t => t.Namespace?.StartsWith("DataMigration.Scripting", StringComparison.Ordinal) != true && Mentioned(t).Any(m => m.Assembly.GetName().Name is "Jint" or "Esprima"));
        strangers.Should().BeEmpty();
    }

    private static IEnumerable<Type> TypesOf(string room) =>
        Assembly.Load(room).GetTypes().Where(t => t.GetCustomAttribute<CompilerGeneratedAttribute>() is null && !t.FullName!.Contains('<'));

    private static IEnumerable<Type> Mentioned(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        return type.GetFields(all).Select(f => f.FieldType)
            .Concat(type.GetMethods(all).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType).Concat(m.GetMethodBody()?.LocalVariables.Select(l => l.LocalType) ?? [])))
            .Concat(type.GetConstructors(all).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType))
            .SelectMany(t => t.IsGenericType ? t.GetGenericArguments().Append(t) : [t]);
    }

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex Words();

    [GeneratedRegex(@"^(?!\s*//).*\b(using Jint|Jint\.|Esprima)")]
    private static partial Regex UsesJint();
}
