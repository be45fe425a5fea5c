using DataMigration.Execution;

namespace DataMigration.Tests.Transforms;

/// <summary>Runs pipelines over small CSV files and says what came out.</summary>
internal sealed class TransformRun : IDisposable
{
    private readonly TestPipelines _pipelines = new();

    public RunReport Report { get; private set; } = null!;

    public string Folder => _pipelines.Folder;

    public TransformRun With(string file, string text)
    {
        _pipelines.Write(file, text.Replace("\r\n", "\n", StringComparison.Ordinal));
        return this;
    }

    /// <summary>The lines of out.csv, the header first.</summary>
    public string[] Run(string body, RunOptions? options = null)
    {
        Report = _pipelines.Run($"pipeline: transforms\n{body}\n", options ?? new RunOptions());
        Report.Counts.AddUp.Should().BeTrue();
        return Lines("out.csv");
    }

    public string[] Lines(string file) => File.Exists(Path.Combine(Folder, file)) ? _pipelines.Read(file).TrimEnd('\n').Split('\n') : [];

    /// <summary>Read, added, written, rejected, filtered, skipped.</summary>
    public string Counts => $"{Report.Counts.Read}+{Report.Counts.Added}={Report.Counts.Written}w {Report.Counts.Rejected}r {Report.Counts.Filtered}f {Report.Counts.Skipped}s";

    public string? Error(string body)
    {
        var result = _pipelines.Try($"pipeline: transforms\n{body}\n", new RunOptions());
        return result.Diagnostics.Items.Count > 0 ? string.Join("; ", result.Diagnostics.Items.Select(d => $"{d.Code} {d.Message}")) : result.Report?.Error is { } e ? $"{e.Code} {e.Message}" : null;
    }

    public void Dispose() => _pipelines.Dispose();
}
