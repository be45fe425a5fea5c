using DataMigration.Connectors.Json;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Json;

/// <summary>Every file of the JSON test suite, as a value in a record: what must be accepted is, what must be refused is, with a place.</summary>
public sealed class JsonTestSuiteTests : IDisposable
{
    /// <summary>Valid by the grammar; to us a key that comes twice is a mistake, because one of its values would be lost.</summary>
    private static readonly string[] DoubleKeys = ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"];

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task As_a_line()
    {
        foreach (var (name, text) in Files())
        {
            // A line cannot hold a line feed; whether one stands between tokens makes no difference to what is tested.
            if (text.Contains((byte)'\n') && name[0] == 'n') continue;
            byte[] line = [.. text.Select(b => b == '\n' ? (byte)' ' : b)];
            var read = await JsonReading.LinesAsync(new JsonlSourceOptions { Path = _folder.Write("rows.jsonl", [.. "{\"v\":"u8, .. line, .. "}\n{\"v\":0}\n"u8]) });
            read.Rows.Should().HaveCount(2, name);
            if (Accepts(name)) read.Failures.Should().BeEmpty(name);
            else read.Failures.Should().ContainSingle(name).Which.Should().MatchRegex(@"^(malformed|encoding) 1\+0 .*\(column \d+\)\.$", name);
        }
    }

    [SkippableFact]
    public async Task As_an_element()
    {
        foreach (var (name, text) in Files())
        {
            var options = new JsonSourceOptions { Path = _folder.Write("rows.json", [.. "[{\"v\":"u8, .. text, .. "}]"u8]) };
            try
            {
                var read = await JsonReading.ArrayAsync(options, 256);
                if (Accepts(name)) read.Failures.Should().BeEmpty(name);
                else read.Failures.Should().NotBeEmpty(name);
                read.Rows.Should().ContainSingle(name);
            }
            catch (MigrationException e)
            {
                Accepts(name).Should().BeFalse($"{name}: {e.Message}");
                e.Message.Should().MatchRegex(@"on line \d+, column \d+ \(byte \d+\)", name);
            }
        }
    }

    private static bool Accepts(string name) => name[0] == 'y' && !DoubleKeys.Contains(name);

    private static List<(string Name, byte[] Text)> Files()
    {
        string folder = Path.Combine(SharedData.Folder("json-test-suite"), "test_parsing");
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.ReadAllBytes(f))).ToList();
        files.Should().HaveCountGreaterThan(280);
        return files;
    }
}
