using DataMigration.Checkpoints;
using DataMigration.Configuration.Definitions;
using DataMigration.Data;
using DataMigration.Planning;
using DataMigration.Replay;

namespace DataMigration.Execution;

/// <summary>The reject files of a run: one a source.</summary>
/// <param name="origins">Of a replay, where its rows came from in the first place; null for a run of the sources.</param>
internal sealed class RunRejects(RunFolder folder, ExecutionPlan plan, ReasonPlace reasons, IReadOnlyList<FirstOrigins?>? origins) : IDisposable
{
    private readonly RejectFiles[] _files = [.. plan.Inputs.Select((input, i) => new RejectFiles(folder, input.Name, input.Source.RejectFormat, reasons, origins?[i]))];

    private (string? Rows, string? Reasons)[]? _written;

    public void Add(int input, RecordBatch batch, int limit) => _files[input].Add(batch, limit);

    /// <inheritdoc cref="RejectFiles.Flush"/>
    public void Flush(bool toDisk)
    {
        foreach (var files in _files) files.Flush(toDisk);
    }

    public void Keep()
    {
        foreach (var files in _files) files.Keep();
    }

    /// <summary>How long the files of each input are.</summary>
    public IReadOnlyList<RejectMark> Marks => [.. _files.Select(f => f.Mark)];

    /// <summary>The run begins anew, or goes on with the files that an earlier attempt has left.</summary>
    public void Restart(IReadOnlyList<RejectMark>? from)
    {
        for (int i = 0; i < _files.Length; i++) _files[i].Restart(from?[i] ?? default);
    }

    public void Revert()
    {
        foreach (var files in _files) files.Revert();
    }

    /// <summary>Closes the files and copies them to where the pipeline wants them: the driving source's under that name, those of a source that joined under the name with the source's.</summary>
    /// <param name="copies">The folder that remembers copies, and the name; null for no copy.</param>
    public RejectsReport Close((string StateDirectory, string Path)? copies, IReadOnlyList<ReasonCount> byReason)
    {
        _written ??= [.. _files.Select(f => (f.RowPath, f.ReasonPath))];
        Dispose();
        var kept = _written.ToArray();
        var places = copies is { } wanted ? Copies(wanted.StateDirectory, wanted.Path, plan).ToArray() : [];
        for (int i = 0; i < places.Length; i++)
        {
            var copy = places[i];
            copy.Write(kept[i].Rows, kept[i].Reasons, folder.Id);
            kept[i] = (kept[i].Rows is null ? null : copy.Path, kept[i].Reasons is null ? null : copy.ReasonsPath);
        }
        return new RejectsReport(kept[0].Rows, kept[0].Reasons, byReason)
        {
            Joined = kept.Length == 1 ? null : [.. kept.Skip(1).Select((k, i) => new SourceRejects(plan.Inputs[i + 1].Name, k.Rows, k.Reasons)).Where(k => k.Path is not null || k.Reasons is not null)],
        };
    }

    /// <summary>Where the copies go, by the plan's inputs.</summary>
    public static IEnumerable<RejectCopy> Copies(string stateDirectory, string path, ExecutionPlan plan) =>
        plan.Inputs.Select((input, i) => new RejectCopy(stateDirectory, i == 0 ? path : JoinedPath(path, input.Name)));

    /// <summary>Where the rejects of a source that joined the driving one are copied to.</summary>
    public static string JoinedPath(string path, string source) =>
        Path.Combine(Path.GetDirectoryName(path)!, $"{Path.GetFileNameWithoutExtension(path)}.{RunFolder.FileNameOf(source)}{Path.GetExtension(path)}");

    public void Dispose()
    {
        foreach (var files in _files) files.Dispose();
    }
}
