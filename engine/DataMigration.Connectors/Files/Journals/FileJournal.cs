using DataMigration.Journals;

namespace DataMigration.Connectors.Files.Journals;

/// <summary>What undoes one run on one file target. Its file is read anew by every call, since a call before may have come to an end in the middle.</summary>
internal sealed class FileJournal : IJournal
{
    private readonly JournalFile _file;
    private readonly CheckpointPlace _place;
    private readonly IFileNames _names;

    /// <param name="file">Where it is.</param>
    /// <param name="place">Whose.</param>
    /// <param name="load">What it says.</param>
    /// <param name="names">What changes names.</param>
    public FileJournal(JournalFile file, CheckpointPlace place, JournaledLoad load, IFileNames names)
    {
        (_file, _place, _names) = (file, place, names);
        try
        {
            Bytes = load.Files.Sum(f => FileStamp.Of(f.Kept)?.Length ?? 0);
            Obstacle = LaterRun(load) is (var run, var path) ? $"run {run} has replaced {path} since and is not undone" : null;
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw FileFailures.Reading(new(load.Path, load.Path, default), e);
        }
    }

    public long Bytes { get; }

    public string? Obstacle { get; }

    /// <summary>Of a file: reads what the run has left, to compare it.</summary>
    public ValueTask<UndoPlan> PlanAsync(CancellationToken cancellationToken) => new(Task.Run(() => Open() is { } undo ? Plan(undo, cancellationToken) : new UndoPlan(), cancellationToken));

    public ValueTask<UndoResult> UndoAsync(bool force, IProgress<long> progress, CancellationToken cancellationToken) =>
        new(Task.Run(() => Open()?.Undo(force, progress, cancellationToken) ?? new UndoResult(0, 0, []), cancellationToken));

    public async ValueTask WriteScriptAsync(TextWriter script, bool force, CancellationToken cancellationToken)
    {
        if (Open() is not { } undo) return;
        var verdicts = await Task.Run(() => undo.Judge(cancellationToken), cancellationToken);
        foreach (string line in UndoScript.Lines(undo, verdicts, force)) await script.WriteLineAsync(line.AsMemory(), cancellationToken);
    }

    public ValueTask ForgetAsync(CancellationToken cancellationToken)
    {
        Open()?.Forget();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private FileUndo? Open() => _file.Read(_place) is { } load ? new FileUndo(_file, load, _names) : null;

    private static UndoPlan Plan(FileUndo undo, CancellationToken cancellationToken)
    {
        var verdicts = undo.Judge(cancellationToken);
        var conflicts = verdicts.Where(v => v.Conflict is not null).ToList();
        return new UndoPlan
        {
            Deletes = Count(Undoing.Delete),
            Restores = Count(Undoing.Restore),
            Reinserts = Count(Undoing.Reinsert),
            Conflicts = conflicts.Count,
            Samples = FileUndo.Samples(conflicts),
            Facts = Facts(undo.Load),
        };

        long Count(Undoing action) => verdicts.Count(v => v.Conflict is null && v.Action == action);
    }

    private static IReadOnlyList<string> Facts(JournaledLoad load) =>
    [
        .. load.Files.Count == 0 ? ["the run has not come to its end: no file has changed, only its unfinished file goes"] : Array.Empty<string>(),
        .. load.Folders.Select(f => $"the folder {f}, which the run has made, goes when nothing else is in it"),
    ];

    /// <summary>Who keeps a file of one of these names with a number that was not there yet when this run looked.</summary>
    private static (string Run, string Path)? LaterRun(JournaledLoad load)
    {
        var kept = KeptFile.In(Path.GetDirectoryName(load.Path)!);
        foreach (var file in load.Files)
            if (kept[Path.GetFileName(file.Path)].Where(k => k.Run != load.Run && k.Generation >= file.Generation).MaxBy(k => k.Generation) is { } later) return (later.Run, file.Path);
        return null;
    }
}
