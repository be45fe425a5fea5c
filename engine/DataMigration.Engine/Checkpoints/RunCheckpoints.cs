using System.Diagnostics;
using DataMigration.Connectors;
using DataMigration.Execution;
using DataMigration.Planning;

namespace DataMigration.Checkpoints;

/// <summary>
/// Keeps one attempt of a run fit to be taken up. Where a target keeps checkpoints in its own transactions, each commit has one there; otherwise one is kept in the run's folder, at
/// most once a second or so, since files are cut back to it.
/// </summary>
internal sealed class RunCheckpoints : IDisposable
{
    private readonly ExecutionPlan _plan;
    private readonly RunSettings _settings;
    private readonly RunFolder _folder;
    private readonly RunTally _tally;
    private readonly RunRejects _rejects;
    private readonly CheckpointFile _file;
    private readonly RunKeys _keys;
    private readonly bool[] _keeps;
    private readonly double _secondsBefore;
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _lastKept = Stopwatch.GetTimestamp();
    private Checkpoint? _last;
    private Checkpoint? _open;

    public RunCheckpoints(ExecutionPlan plan, RunSettings settings, RunFolder folder, RunTally tally, RunRejects rejects, IEnumerable<IKeepsKeys> keepers, ResumePoint point)
    {
        (_plan, _settings, _folder, _tally, _rejects, Point) = (plan, settings, folder, tally, rejects, point);
        _last = point.From;
        _secondsBefore = point.From?.Seconds ?? 0;
        _file = new CheckpointFile(folder);
        _keeps = [.. plan.Targets.Select(t => t.Target is IResumableTarget { KeepsCheckpoints: true })];
        _keys = new RunKeys(folder, keepers, point.From?.Keys);
    }

    public ResumePoint Point { get; }

    /// <summary>Whether the targets can be brought back to where this attempt began, whatever it has committed.</summary>
    public bool GoesBack => !InTargets || Point.From is null;

    private bool InTargets => _keeps.Contains(true);

    /// <summary>Whether targets were asked to commit and did not say that all have.</summary>
    public bool IsOpen => _open is not null;

    /// <summary>What a target is asked for when it is opened.</summary>
    public CheckpointRequest Request(CompiledTarget target) =>
        new(new CheckpointPlace(_settings.Pipeline, target.Name, _settings.RunId), _folder.Path, Point.MarkOf(target.Name), Point.Kept.GetValueOrDefault(target.Name)) { Alone = _keeps.Count(k => k) == 1 };

    /// <summary>All targets are open. Where they keep checkpoints themselves, what stands in the folder from now on says that they know the run: one that does not any more was loaded by somebody else.</summary>
    public void Opened()
    {
        if (InTargets && _last is null) _file.Write(Make(0, new ReadPosition(0, null, null, 0, false), atEnd: false, new Dictionary<string, string?>()).ToText());
    }

    /// <summary>Whether a target keeps the checkpoint of this commit.</summary>
    public bool IsKeptBy(int target) => _keeps[target];

    /// <summary>The checkpoint of the rows just written, or null when none is due.</summary>
    /// <param name="writers">Of all targets.</param>
    /// <param name="results">What each made of the blocks.</param>
    /// <param name="position">Behind the last of them.</param>
    /// <param name="last">Whether one is due in any case.</param>
    public async Task<string?> TakeAsync(IReadOnlyList<ITargetWriter> writers, IReadOnlyList<IReadOnlyList<WriteResult>?> results, ReadPosition position, bool last)
    {
        long number = (_last?.Number ?? 0) + 1;
        if (!InTargets && !last && Stopwatch.GetElapsedTime(_lastKept) < _settings.CheckpointPause)
        {
            // The next one counts this commit, too.
            return null;
        }
        _open = await MakeAsync(writers, number, position, atEnd: false);
        if (_keeps.Count(k => k) > 1)
            _open = _open with { Outcomes = writers.Select((_, i) => i).Where(i => _keeps[i]).ToDictionary(i => _plan.Targets[i].Name, i => (IReadOnlyList<BlockOutcome>)[.. results[i]!.Select(BlockOutcome.Of)]) };
        return _open.ToText();
    }

    /// <summary>All targets have committed what the last checkpoint stands for.</summary>
    public void Committed()
    {
        if (_open is null) return;
        if (!InTargets) _file.Write(_open.ToText());
        (_last, _open) = (_open, null);
        _lastKept = Stopwatch.GetTimestamp();
    }

    /// <summary>No rows are left. From here on, only the end of each target's load is to be made up for.</summary>
    public async Task EndAsync(IReadOnlyList<ITargetWriter> writers, ReadPosition position) =>
        _file.Write((_last = await MakeAsync(writers, _last?.Number ?? 0, position, atEnd: true)).ToText());

    public void Dispose() => _keys.Dispose();

    private async Task<Checkpoint> MakeAsync(IReadOnlyList<ITargetWriter> writers, long number, ReadPosition position, bool atEnd)
    {
        var marks = new Dictionary<string, string?>(StringComparer.Ordinal);
        for (int i = 0; i < writers.Count; i++)
            marks[_plan.Targets[i].Name] = Point.Completed.Contains(_plan.Targets[i].Name) ? null : await writers[i].MarkAsync(atEnd, CancellationToken.None);
        _keys.Flush();
        return Make(number, position, atEnd, marks);
    }

    private Checkpoint Make(long number, ReadPosition position, bool atEnd, IReadOnlyDictionary<string, string?> marks) => new()
    {
        Run = _settings.RunId,
        Number = number,
        Position = position,
        AtEnd = atEnd,
        Tally = _tally.State,
        Rejects = _rejects.Marks,
        Keys = _keys.Counts,
        Marks = marks,
        Seconds = _secondsBefore + Stopwatch.GetElapsedTime(_started).TotalSeconds,
    };
}
