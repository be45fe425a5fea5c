using System.IO.Compression;
using System.Text;
using DataMigration.Configuration;
using DataMigration.Execution;

namespace DataMigration.Cli;

/// <summary>
/// Damaged pipelines and damaged data: whatever they look like, the engine ends in bounded time with findings, rejects or a failure that has a code, and never with a
/// fault of ours. A short run always; five minutes each with <c>tests/run --long</c>. A failing seed is named and can be given again.
/// </summary>
public sealed class FuzzTests : IDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("DATAMIGRATION_TEST_LONG") == "1" ? 300 : 3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Tokens = ["\"", "\"\"", ",", ";", "\t", "\r", "\n", "\r\n", "\\", "\0", "#", "{", "}", "[", "]", ":", "- ", "&a", "*a", "|", ">", "'", "${", "é", "\U0001F600", "null", "1e999", "-", "\u2028"];
    private static readonly byte[][] RawTokens = [[0xFF], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0xC3], [0xED, 0xA0, 0x80], [0x00], [0x81, 0x40], [0x1F, 0x8B]];

    private readonly TemporaryFolder _folder = new();
    private readonly MigrationEngine _engine = new Composition().Engine;

    [Fact]
    public void Damaged_pipelines_end_in_findings() => Fuzz(random =>
    {
        string[] seeds = [.. Directory.EnumerateFiles(Repository.PathOf("examples"), "*.yaml", SearchOption.AllDirectories), .. Directory.EnumerateFiles(Repository.PathOf("tests", "invalid"), "*.yaml", SearchOption.AllDirectories)];
        byte[] yaml = Damage(File.ReadAllBytes(seeds[random.Next(seeds.Length)]), random);
        string path = System.IO.Path.Combine(_folder.Path, "pipeline.yaml");
        File.WriteAllBytes(path, yaml);
        return async () =>
        {
            var result = await _engine.PlanAsync(path, new LoadOptions(), connect: false, CancellationToken.None);
            return result.Diagnostics.Items.FirstOrDefault(d => d.Code.StartsWith("DM90", StringComparison.Ordinal))?.ToString();
        };
    });

    [Fact]
    public void Damaged_data_ends_in_rejects_or_a_failure_with_a_code() => Fuzz(random =>
    {
        var (name, bytes) = Data(random);
        File.WriteAllBytes(System.IO.Path.Combine(_folder.Path, name), bytes);
        string path = _folder.Write("pipeline.yaml", $$"""
            pipeline: fuzz
            sources: { in: { {{Source(name, random)}} } }
            targets: { out: { {{Pick(random, "csv: { path: out.csv }", "jsonl: { path: out.jsonl }", "json: { path: out.json }")}} } }
            rejects: { accept: 100% }
            """);
        return async () =>
        {
            var result = await _engine.RunAsync(path, new LoadOptions(), new RunOptions { Workers = 2 }, new Nobody(), CancellationToken.None);
            if (result.Report is not { } report) return null;
            Directory.Delete(System.IO.Path.Combine(_folder.Path, ".datamigration"), recursive: true);
            if (report.Error is { } error && error.Code.StartsWith("DM90", StringComparison.Ordinal)) return $"{error.Code} {error.Message}";
            return report.Counts.AddUp ? null : $"{report.Counts} do not add up";
        };
    });

    public void Dispose() => _folder.Dispose();

    private void Fuzz(Func<Random, Func<Task<string?>>> prepare)
    {
        int first = Environment.GetEnvironmentVariable("DATAMIGRATION_FUZZ_SEED") is { } given ? int.Parse(given) : Environment.TickCount & 0xFFFFFF;
        long end = Environment.TickCount64 + (long)Duration.TotalMilliseconds;
        for (int seed = first; Environment.TickCount64 < end; seed++)
        {
            var random = new Random(seed);
            var run = prepare(random);
            var task = Task.Run(run);
            string? fault;
            try
            {
                fault = task.Wait(Patience) ? task.Result : $"no end within {Patience}";
            }
            catch (AggregateException e)
            {
                fault = e.InnerException!.ToString();
            }
            fault.Should().BeNull($"seed {seed} in {Keep(seed, fault)} (set DATAMIGRATION_FUZZ_SEED={seed} to see it again)");
        }
    }

    /// <summary>What failed stays where it can be looked at.</summary>
    private string? Keep(int seed, string? fault)
    {
        if (fault is null) return null;
        string kept = Directory.CreateTempSubdirectory($"fuzz-{seed}-").FullName;
        foreach (string file in Directory.EnumerateFiles(_folder.Path)) File.Copy(file, System.IO.Path.Combine(kept, System.IO.Path.GetFileName(file)));
        return kept;
    }

    private static (string Name, byte[] Bytes) Data(Random random)
    {
        string kind = Pick(random, "csv", "csv", "csv", "jsonl", "json", "csv.gz", "jsonl.gz");
        var text = new StringBuilder();
        int rows = random.Next(40);
        if (kind.StartsWith("csv", StringComparison.Ordinal))
        {
            text.Append("id,name,note\n");
            for (int i = 0; i < rows; i++) text.Append(i).Append(Pick(random, ",Ann,x\n", ",\"Bob, \"\"B\"\"\",\"two\nlines\"\n", ",,\n", ",é😀,\"\"\r\n"));
        }
        else
        {
            bool array = kind == "json";
            text.Append(array ? "[" : "");
            for (int i = 0; i < rows; i++)
                text.Append(array && i > 0 ? "," : "").Append($"{{\"id\":{i},\"name\":{Pick(random, "null", "\"Ann\"", "\"\\u00e9\\n\"", "1.50", "true")},\"address\":{Pick(random, "{\"city\":\"Oslo\"}", "[1,2]", "null")}}}").Append('\n');
            text.Append(array ? "]" : "");
        }
        byte[] bytes = Damage(Encoding.UTF8.GetBytes(text.ToString()), random);
        if (!kind.EndsWith(".gz", StringComparison.Ordinal)) return ($"in.{kind}", bytes);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return ($"in.{kind}", random.Next(2) == 0 ? packed.ToArray() : Damage(packed.ToArray(), random));
    }

    private static string Source(string name, Random random)
    {
        if (!name.StartsWith("in.csv", StringComparison.Ordinal))
            return name.StartsWith("in.jsonl", StringComparison.Ordinal)
                ? $"jsonl: {{ path: {name}{Maybe(random, "undeclared: ignore")} }}"
                : $"json: {{ path: {name}{Maybe(random, "undeclared: ignore")}{Maybe(random, "pointer: /items")} }}";
        return $"csv: {{ path: {name}{Maybe(random, "delimiter: \";\"")}{Maybe(random, "delimiter: \"+|\"", "record_separator: \"&|\\n\"")}{Maybe(random, "quote: none")}{Maybe(random, "escape: backslash")}"
            + $"{Maybe(random, "ragged: pad", "ragged: ignore_extra", "ragged: lenient")}{Maybe(random, "encoding: utf-16le", "encoding: windows-1252", "encoding: shift_jis", "encoding: utf-32be")}"
            + $"{Maybe(random, "invalid_bytes: replace")}{Maybe(random, "comment: \"#\"")}{Maybe(random, "skip_rows: 1", "skip_last_rows: 2")}{Maybe(random, "duplicate_names: number")}{Maybe(random, "empty_names: number")}"
            + $"{Maybe(random, "trim: both")}{Maybe(random, "header: false, columns: { a: text, b: integer, c: text }")}{Maybe(random, "max_field_bytes: 20", "max_record_bytes: 64")} }}";
    }

    private static string Maybe(Random random, params string[] options) => random.Next(5) == 0 ? ", " + options[random.Next(options.Length)] : "";

    private static string Pick(Random random, params string[] options) => options[random.Next(options.Length)];

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = bytes.ToList();
        for (int i = random.Next(8); i > 0; i--)
        {
            int at = random.Next(damaged.Count + 1), length = Math.Min(random.Next(1, 30), damaged.Count - at);
            switch (random.Next(6))
            {
                case 0: damaged.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)])); break;
                case 1: damaged.InsertRange(at, RawTokens[random.Next(RawTokens.Length)]); break;
                case 2: damaged.RemoveRange(at, length); break;
                case 3: damaged.InsertRange(at, damaged.GetRange(at, length)); break;
                case 4 when at < damaged.Count: damaged[at] ^= (byte)(1 << random.Next(8)); break;
                case 5 when random.Next(4) == 0: damaged.RemoveRange(at, damaged.Count - at); break;
            }
        }
        return [.. damaged];
    }
}
