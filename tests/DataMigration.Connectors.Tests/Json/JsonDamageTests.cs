using System.Text;
using DataMigration.Connectors.Json;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Json;

/// <summary>Files with random damage: whatever it is, every line is a row, nothing but a failure with a message ends a reading, and cuts make no difference.</summary>
public sealed class JsonDamageTests : IDisposable
{
    private static readonly byte[] Interesting = [.. "{}[]\",:\\u\n\r \t0-eEtn."u8, 0x00, 0x1F, 0x80, 0xC3, 0xED, 0xA0, 0xEF, 0xBB, 0xBF, 0xF4, 0xFF];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Lines()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            byte[] bytes = Damage(seed, string.Concat(Enumerable.Range(0, 30).Select(Record)));
            var options = new JsonlSourceOptions { Path = _folder.Write("rows.jsonl", bytes) };
            try
            {
                var whole = await JsonReading.LinesAsync(options, asked: ["b.c"]);
                var cut = await JsonReading.LinesAsync(options, 128, ["b.c"]);
                cut.Values.Should().Be(whole.Values, $"seed {seed}");
                cut.Failures.Should().Equal(whole.Failures, $"seed {seed}");
                cut.Rejects.Should().Be(whole.Rejects, $"seed {seed}");
            }
            catch (MigrationException e)
            {
                e.Diagnostic.Code.Should().StartWith("DM33", $"seed {seed}");
            }
        }
    }

    [Fact]
    public async Task Arrays()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            byte[] bytes = Damage(seed, $"{{\"x\":[1],\"items\":[{string.Join(',', Enumerable.Range(0, 30).Select(Record))}],\"y\":null}}");
            string whole = await OutcomeAsync(bytes, 1 << 18);
            string cut = await OutcomeAsync(bytes, 256);
            cut.Should().Be(whole, $"seed {seed}");
        }
    }

    private async Task<string> OutcomeAsync(byte[] bytes, int blockSize)
    {
        try
        {
            var read = await JsonReading.ArrayAsync(new JsonSourceOptions { Path = _folder.Write("rows.json", bytes), Pointer = "/items" }, blockSize, ["b.c"]);
            return $"{read.Values}\n{string.Join('\n', read.Failures)}\n{read.Rejects}";
        }
        catch (MigrationException e)
        {
            // The byte is where the reader's piece let it see the mistake; line and column are exact.
            return e.Diagnostic.Code;
        }
    }

    internal static string Record(int i) => $"{{\"a\":{i}.50e1,\"b\":{{\"c\":\"x\\u00e9\\ud834\\udd1e{i}\",\"d\":[true,null,{{\"e\":-0}}]}},\"é\":\"€𝄞\\n\"}}\n";

    internal static byte[] Damage(int seed, string text)
    {
        var random = new Random(seed);
        var bytes = Encoding.UTF8.GetBytes(text).ToList();
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0: bytes[at] = Interesting[random.Next(Interesting.Length)]; break;
                case 1: bytes.Insert(at, Interesting[random.Next(Interesting.Length)]); break;
                default: bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at)); break;
            }
        }
        return [.. bytes];
    }
}
