using System.Reflection;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Cli;

public sealed class CatalogueTests
{
    [Fact]
    public void The_program_knows_these_components() =>
        Snapshot.Matches(string.Concat(new Composition().Catalogue.Components.Select(c => $"{c.Kind} {c.Name}: {c.Declaration.Summary}\n")), "components");

    /// <summary>A native program has no collections of values but those that its code names: the binder would not find any other.</summary>
    [Fact]
    public void Options_take_collections_of_objects_and_of_one_kind_of_value() =>
        Composition.Assemblies.SelectMany(a => a.GetTypes()).SelectMany(t => t.GetProperties()).Where(p => p.IsDefined(typeof(OptionAttribute))).Select(p => p.PropertyType)
            .Where(t => t.IsGenericType && Nullable.GetUnderlyingType(t) is null && t.GetGenericArguments().Any(a => a.IsValueType)).Distinct()
            .Should().BeEquivalentTo([typeof(IReadOnlyDictionary<string, DataType>)]);
}
