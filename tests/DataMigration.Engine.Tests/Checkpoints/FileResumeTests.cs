using System.IO.Compression;
using DataMigration.Checkpoints;
using DataMigration.Configuration;
using DataMigration.Execution;

namespace DataMigration.Tests.Checkpoints;

/// <summary>Runs from files into files that die and are taken up. The ledger beside them dies where it is told to.</summary>
public sealed class FileResumeTests : IDisposable
{
    private readonly TestPipelines _pipelines = new();

    public FileResumeTests()
    {
        // Several blocks a file.
        for (int file = 0; file < 3; file++)
        {
            using var packed = new StreamWriter(new GZipStream(File.Create(Path.Combine(_pipelines.Folder, $"in-{file}.csv.gz")), CompressionLevel.Fastest));
            packed.Write("id,name\n");
            for (int i = 0; i < 12_000; i++) packed.Write($"{(i % 1000 == 7 ? "x" : "")}{file * 12_000 + i},\"{new string('n', i % 60)}, {i}\"\n");
        }
    }

    public static TheoryData<string, bool> Deaths()
    {
        var data = new TheoryData<string, bool>();
        foreach (string death in new[] { "!mark 1", "!write 2", "!commit 1", "commit 1!", "!commit 4", "commit 4!", "commit 7!", "!complete 1", "complete 1!" })
            foreach (bool checkpoints in new[] { false, true }) data.Add(death, checkpoints);
        return data;
    }

    public void Dispose() => _pipelines.Dispose();

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task A_run_that_died_leaves_the_files_of_an_undisturbed_one(string death, bool checkpoints)
    {
        _pipelines.Run(Pipeline("", checkpoints), Options).Error.Should().BeNull();
        var expected = Outcome();
        foreach (string file in Directory.GetFiles(_pipelines.Folder).Where(f => !Path.GetFileName(f).StartsWith("in-", StringComparison.Ordinal))) File.Delete(file);
        Directory.Delete(Path.Combine(_pipelines.Folder, "out"), recursive: true);
        Directory.Delete(Path.Combine(_pipelines.Folder, ".datamigration"), recursive: true);

        var died = _pipelines.Try(Pipeline(death, checkpoints), Options).Report!;
        died.Error!.Code.Should().Be("DM3998");
        died.Resumable.Should().BeTrue();
        // What is taken up is there: unfinished files, or all of them whole.
        string[] left = Directory.GetFiles(Path.Combine(_pipelines.Folder, "out"));
        if (death.Contains('4')) left.Should().Contain(f => f.EndsWith(".tmp", StringComparison.Ordinal));
        if (death.Contains("complete", StringComparison.Ordinal)) left.Should().NotContain(f => f.EndsWith(".tmp", StringComparison.Ordinal)).And.HaveCountGreaterThan(7);
        var result = await new MigrationEngine(TestPipelines.Catalogue, TimeProvider.System).ResumeAsync(_pipelines.Write("pipeline.yaml", Pipeline("", checkpoints)), new LoadOptions(), Options with { AcceptChanges = true },
            new EarlierRun(died.Run, died.Started, RunFingerprint.Parse("{}")), new Silent(), CancellationToken.None);
        result.Diagnostics.Items.Should().BeEmpty();
        result.Report!.Error.Should().BeNull();
        var outcome = Outcome();
        outcome.Keys.Should().Equal(expected.Keys);
        foreach (var (name, lines) in expected.Select(e => (e.Key, e.Value.Split('\n')))) outcome[name].Split('\n').Where((line, i) => line != lines.ElementAtOrDefault(i)).Take(3).Should().BeEmpty($"{name} is the same");
        foreach (var (name, text) in expected) outcome[name].Length.Should().Be(text.Length);
    }

    private static RunOptions Options => new() { CheckpointPause = TimeSpan.Zero };

    private static string Pipeline(string fault, bool checkpoints) => $$"""
        pipeline: p
        sources: { s: { csv: { path: "in-*.csv.gz", columns: { id: integer, name: text } } } }
        targets:
          split: { csv: { path: "out/s-{nn}.csv", max_rows: 5000, if_exists: fail } }
          array: { json: { path: out/a.json.gz, if_exists: fail } }
          beside: { ledger: { path: ledger.txt, keeps: {{(checkpoints ? "true" : "false")}}, again: false, checkpoints: {{(checkpoints ? "true" : "false")}}, faults: ['{{fault}}'] } }
        batch: { rows: 4000 }
        rejects: { accept: 100%, path: rejects.csv }
        """;

    /// <summary>Unpacked; temporary files would show.</summary>
    private SortedDictionary<string, string> Outcome()
    {
        var files = Directory.GetFiles(Path.Combine(_pipelines.Folder, "out")).Append(Path.Combine(_pipelines.Folder, "ledger.txt")).Append(Path.Combine(_pipelines.Folder, "rejects.csv"));
        return new(files.ToDictionary(f => Path.GetFileName(f), f =>
        {
            using var file = File.OpenRead(f);
            using var reader = new StreamReader(f.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
            return reader.ReadToEnd();
        }), StringComparer.Ordinal);
    }

    private sealed class Silent : IRunObserver;
}
