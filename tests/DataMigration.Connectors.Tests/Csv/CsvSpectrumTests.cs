using System.Text.Json.Nodes;
using DataMigration.Connectors.Csv;
using DataMigration.Connectors.Files;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Csv;

/// <summary>The csv-spectrum collection: twelve files, each with the rows every reader should find.</summary>
public sealed class CsvSpectrumTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Reads_what_the_collection_expects()
    {
        string folder = SharedData.Folder("csv-spectrum");
        int compared = 0;
        foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, "csvs")))
        {
            string name = Path.GetFileNameWithoutExtension(file);
            // Neither UTF-8 nor free of stray quotes, and its expected row is another one than the file's.
            if (name == "location_coordinates") continue;
            string text = File.ReadAllText(file);
            // A checkout may have turned the line ends that these files are about.
            if (name.EndsWith("_crlf", StringComparison.Ordinal) && !text.Contains('\r')) text = text.Replace("\n", "\r\n");
            var options = new CsvSourceOptions { Path = _folder.Write("f.csv", text) };
            var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "json", name + ".json")))!.AsArray()
                .Select(row => row!.AsObject().Select(cell => (object?)(string?)cell.Value).ToArray()).ToList();
            foreach (int blockSize in new[] { 1, 10, BlockSplitter.DefaultBlockSize })
            {
                var read = await CsvReading.OfAsync(options, blockSize);
                Rows.Show(read.Rows).Should().Be(Rows.Show(expected), name);
                read.Failures.Should().BeEmpty(name);
            }
            compared++;
        }
        compared.Should().Be(11);
    }

    [SkippableFact]
    public async Task A_real_file_with_stray_quotes_and_foreign_bytes_loses_nothing()
    {
        byte[] file = File.ReadAllBytes(Path.Combine(SharedData.Folder("csv-spectrum"), "csvs", "location_coordinates.csv"));
        var read = await CsvReading.OfAsync(new CsvSourceOptions { Path = _folder.Write("f.csv", file) });
        read.Rows.Should().HaveCount(1);
        read.Failures.Should().ContainSingle().Which.Should().StartWith("malformed 2 ");
    }
}
