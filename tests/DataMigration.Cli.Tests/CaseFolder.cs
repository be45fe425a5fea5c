using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using DataMigration.Catalogue;
using DataMigration.Configuration;
using DataMigration.Execution;
using DataMigration.Orchestration;
using Microsoft.Data.Sqlite;

namespace DataMigration.Cli;

/// <summary>
/// A folder with a pipeline, its input and an <c>expected/</c>: runs it in a scratch copy and compares all that came out, byte for byte but for run ids and
/// the scratch folder's name. <c>runs.txt</c> holds a line a run, each a list of <c>name=value</c> parameters with <c>{dir}</c> for the folder; without it there is one run.
/// Several pipelines run in the order of their <c>after</c>.
/// </summary>
internal static class CaseFolder
{
    private static readonly ComponentCatalogue Catalogue = new Composition().Catalogue;

    private static readonly JsonSerializerOptions Reflected = new(ReportJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    /// <param name="natively">Whether the native program runs it, not the engine in this process.</param>
    public static async Task MatchesAsync(string folder, bool natively = false)
    {
        using var scratch = new TemporaryFolder();
        scratch.CopyFrom(folder);
        var before = Directory.EnumerateFiles(scratch.Path, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal);
        var reports = await RunAsync(scratch.Path, natively);
        var actual = Outputs(scratch.Path, before, reports);
        string expected = Path.Combine(folder, "expected");
        if (Repository.Updates && !natively) Rewrite(expected, actual);
        Directory.Exists(expected).Should().BeTrue("what comes out is written down; make it with DATAMIGRATION_UPDATE=1 and read it");
        actual.Keys.Should().BeEquivalentTo(Directory.EnumerateFiles(expected, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(expected, f)));
        foreach (var (name, bytes) in actual)
            Text(bytes).Should().Be(Text(File.ReadAllBytes(Path.Combine(expected, name))), $"{name} comes out as written down");
    }

    private static async Task<List<RunReport>> RunAsync(string folder, bool natively)
    {
        string runs = Path.Combine(folder, "runs.txt");
        string[] lines = File.Exists(runs) ? File.ReadAllLines(runs) : [""];
        var reports = new List<RunReport>();
        foreach (string line in lines)
        {
            var parameters = line.Replace("{dir}", folder, StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);
            var options = new LoadOptions { Parameters = parameters };
            var engine = new MigrationEngine(Catalogue, TimeProvider.System);
            var loaded = Directory.EnumerateFiles(folder, "*.yaml").Where(f => Path.GetFileName(f) != "datamigration.yaml").Select(f => new PipelineLoader(Catalogue).Load(f, options)).ToList();
            foreach (var pipeline in PipelineOrder.Of(loaded).Pipelines)
            {
                if (natively)
                {
                    reports.Add(await RunNativelyAsync(pipeline.Path, parameters));
                    continue;
                }
                var result = await engine.RunAsync(pipeline.Path, options, new RunOptions(), new Nobody(), CancellationToken.None);
                result.Diagnostics.Items.Select(d => d.ToString()).Should().BeEmpty("the pipeline is valid");
                reports.Add(result.Report!);
            }
        }
        return reports;
    }

    private static async Task<RunReport> RunNativelyAsync(string pipeline, Dictionary<string, string> parameters)
    {
        var (exit, output, errors) = await Repository.RunAsync(Repository.Command(["run", pipeline, "--output", "json", .. parameters.SelectMany(p => new[] { "--set", $"{p.Key}={p.Value}" })]));
        try
        {
            return JsonSerializer.Deserialize<RunReport>(output, ReportJson.Options)! with { ExitCode = exit };
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"No report: exit {exit}, {output}{errors}");
        }
    }

    /// <summary>Every file that the runs made, databases as text, the last run's rejects, and the counts of all runs.</summary>
    private static SortedDictionary<string, byte[]> Outputs(string folder, HashSet<string> before, List<RunReport> reports)
    {
        var outputs = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !before.Contains(f)))
        {
            string name = Path.GetRelativePath(folder, file);
            if (name.StartsWith(".datamigration", StringComparison.Ordinal)) continue;
            if (name.EndsWith(".db", StringComparison.Ordinal)) outputs[name + ".txt"] = Encoding.UTF8.GetBytes(DatabaseText(file));
            else outputs[name] = Stable(file, folder, reports);
        }
        var rejects = reports[^1].Rejects;
        if (IsKept(rejects.Path)) outputs["rejects" + Path.GetExtension(rejects.Path)] = Stable(rejects.Path!, folder, reports);
        if (IsKept(rejects.Reasons)) outputs["reasons.jsonl"] = Stable(rejects.Reasons!, folder, reports);
        outputs["report-counts.json"] = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(reports.Select(r => new
        {
            r.Status,
            r.ExitCode,
            r.Counts,
            r.Targets,
            r.Rejects.ByReason,
            Error = r.Error is { } error ? $"{error.Code}: {error.Message.Replace(folder + "/", "", StringComparison.Ordinal)}" : null,
        }), Reflected) + "\n");
        return outputs;
    }

    private static bool IsKept(string? path) => path is not null && path.Contains(".datamigration", StringComparison.Ordinal);

    private static byte[] Stable(string file, string folder, List<RunReport> reports)
    {
        byte[] bytes = File.ReadAllBytes(file);
        if (!file.EndsWith(".jsonl", StringComparison.Ordinal)) return bytes;
        string text = Text(bytes).Replace(folder + "/", "", StringComparison.Ordinal);
        foreach (var report in reports) text = text.Replace(report.Run, "RUN", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Every table but those that runs keep for themselves: how it was made, then its rows by all columns, each value with SQLite's type.</summary>
    private static string DatabaseText(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var text = new StringBuilder();
        foreach (string[] table in Rows(connection, "select name, sql from sqlite_master where type = 'table' and name not like 'datamigration@_%' escape '@' order by name"))
        {
            text.Append(table[1]).Append('\n');
            string quoted = table[0].Replace("\"", "\"\"", StringComparison.Ordinal);
            int columns = Rows(connection, $"select name from pragma_table_info('{table[0].Replace("'", "''", StringComparison.Ordinal)}')").Count;
            string order = string.Join(", ", Enumerable.Range(1, columns));
            foreach (string[] row in Rows(connection, $"select * from \"{quoted}\" order by {order}")) text.Append(string.Join(" | ", row)).Append('\n');
        }
        return text.ToString();
    }

    private static List<string[]> Rows(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The names come from the database itself.
        command.CommandText = query;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "null" : reader.GetValue(i) is string s ? s : $"{reader.GetValue(i)} ({reader.GetValue(i).GetType().Name})")]);
        return rows;
    }

    private static void Rewrite(string expected, SortedDictionary<string, byte[]> actual)
    {
        if (Directory.Exists(expected)) Directory.Delete(expected, recursive: true);
        foreach (var (name, bytes) in actual)
        {
            string path = Path.Combine(expected, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
