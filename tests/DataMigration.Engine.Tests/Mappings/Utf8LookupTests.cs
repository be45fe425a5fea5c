using System.Text;
using DataMigration.Mappings;

namespace DataMigration.Tests.Mappings;

public sealed class Utf8LookupTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(500)]
    public void Finds_every_key_and_nothing_else(int count)
    {
        var lookup = new Utf8Lookup([.. Enumerable.Range(0, count).Select(i => Encoding.UTF8.GetBytes($"clé {i}"))]);
        for (int i = 0; i < count; i++) lookup.Find(Encoding.UTF8.GetBytes($"clé {i}")).Should().Be(i);
        lookup.Find("clé"u8).Should().Be(-1);
        lookup.Find(""u8).Should().Be(-1);
    }
}
