using DataMigration.Configuration.Definitions;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Planning;
using DataMigration.Transforms;

namespace DataMigration.Tests.Planning;

public sealed class OptionReferencesTests
{
    [Fact]
    public void Finds_field_names_however_deep_they_stand()
    {
        var options = new SetOptions
        {
            Fields = new Dictionary<string, MappingDefinition>
            {
                ["a"] = new() { From = Field("x") },
                ["b"] = new() { Except = [Field("y"), Field("z")] },
                ["c"] = new() { Value = new ScalarValue("constant", default) },
            },
        };
        OptionReferences.In<FieldReference>(options).Select(f => f.Name).Should().Equal("x", "y", "z");
    }

    [Fact]
    public void Finds_nothing_in_nothing() => OptionReferences.In<ConnectionReference>(null).Should().BeEmpty();

    private static FieldReference Field(string name) => new(name, new SourceSpan("p.yaml", 1, 1, 1));
}
