using System.Text;
using DataMigration.Connectors.Json;

namespace DataMigration.Tests.Json;

/// <summary>Keys are compared 32 bytes at once where so many are left.</summary>
public sealed class JsonNodeTests
{
    [Fact]
    public void A_key_stands_where_all_of_it_stands_before_the_end()
    {
        for (int length = 1; length <= 40; length++)
            for (int behind = 0; behind <= 40; behind += 5)
            {
                string name = new('k', length);
                var node = new JsonNode(Encoding.UTF8.GetBytes(name));
                byte[] bytes = Encoding.UTF8.GetBytes($"{{\"{name}\":{new string('1', behind)}");
                node.Length.Should().Be(length + 3);
                int end = 1 + node.Length;
                node.StandsAt(bytes, 1, end).Should().BeTrue();
                node.StandsAt(bytes, 1, bytes.Length).Should().BeTrue();
                node.StandsAt(bytes, 1, end - 1).Should().BeFalse("it ends too early");
                node.StandsAt(bytes, 0, end).Should().BeFalse("it stands elsewhere");
                for (int i = 1; i < end; i++)
                {
                    bytes[i] ^= 1;
                    node.StandsAt(bytes, 1, end).Should().BeFalse($"byte {i} of {length} differs");
                    bytes[i] ^= 1;
                }
            }
    }

    [Theory]
    [InlineData("a\"b", "\"a\"b\":1")]
    [InlineData("a\\b", "\"a\\b\":1")]
    [InlineData("a\nb", "\"a\nb\":1")]
    public void A_key_that_is_written_with_escapes_stands_nowhere_as_it_is(string name, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        new JsonNode(Encoding.UTF8.GetBytes(name)).StandsAt(bytes, 0, bytes.Length).Should().BeFalse();
    }
}
