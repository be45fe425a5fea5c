using System.Diagnostics;
using DataMigration.Checkpoints;
using DataMigration.Configuration;
using DataMigration.Configuration.Definitions;
using DataMigration.Connectors;
using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.History;
using DataMigration.Planning;
using DataMigration.Replay;
using DataMigration.Rollback;
using DataMigration.State;

namespace DataMigration.Execution;

/// <summary>One run of a plan, from the first block to the report.</summary>
/// <param name="begin">Where it begins.</param>
/// <param name="origins">Of a replay, where its rows came from in the first place.</param>
/// <param name="isOurs">Whether no other process has taken the run over.</param>
/// <param name="journals">Where its targets write down what undoes it; null where none does.</param>
internal sealed class PipelineRun(LoadedPipeline loaded, ExecutionPlan plan, RunFolder folder, RunOptions options, string fingerprint, DateTimeOffset started, ResumePoint begin, RunJournals? journals, IReadOnlyList<FirstOrigins?>? origins, Func<Task<bool>> isOurs, IRunObserver observer)
{
    private readonly string? _obstacle = options.DryRun ? "" : ResumeObstacles.Of(plan);
    private readonly StageClock _clock = new();
    private readonly RunTally _tally = new([.. plan.Targets.Select(t => t.Name)], plan.Inputs.Count);
    private readonly long _startTicks = Stopwatch.GetTimestamp();
    private readonly long?[] _bytes = new long?[plan.Inputs.Count];
    private readonly double _secondsBefore = begin.From?.Seconds ?? 0;
    private ResumePoint _point = begin;
    private bool _goesBack;
    private long _lastProgress;
    private bool _inDoubt;
    private bool _takenOver;
    private bool _hasBegun;

    private RejectsDefinition Rejects { get; } = loaded.Definition!.Rejects ?? new RejectsDefinition();

    public async Task<RunReport> ExecuteAsync(CancellationToken cancellationToken)
    {
        var git = GitProbe.ReadAsync(Path.GetDirectoryName(loaded.Path)!);
        observer.Started(folder.Id, loaded.Definition!.Pipeline, plan.Inputs.Aggregate((long?)0, (sum, i) => sum + i.Source.TotalBytes), options.DryRun ? null : folder.Path);
        using var rejects = options.DryRun ? null : new RunRejects(folder, plan, Rejects.Reasons, origins);
        plan.Retries.Retried = message => observer.Noted(loaded.Mask(message));
        IReadOnlyList<PreviewRow>? preview = null;
        // What an earlier attempt has left stands, whatever keeps this one from beginning.
        IReadOnlyList<bool> remains = [.. plan.Targets.Select(_ => _point.From is not null)];
        Diagnostic? error = null;
        int exit = 0;
        try
        {
            var settings = new RunSettings(folder.Id, loaded.Definition.Pipeline, options.DryRun, options.Rows ?? long.MaxValue, (loaded.Definition.Batch ?? new BatchDefinition()).Rows,
                options.DryRun ? options.PreviewRows : 0, options.Workers ?? Environment.ProcessorCount, folder.SpillFolder) { CheckpointPause = options.CheckpointPause, Journals = journals };
            var stop = new StopRule(Rejects.StopAfter);
            Restart(rejects);
            bool again = false, canReadAgain = plan.Inputs.All(i => i.Source.CanReadAgain);
            var failure = await plan.Retries.ExecuteAsync(async token =>
            {
                if (_goesBack) await GoBackAsync(token);
                if (again) stop = Restart(rejects);
                again = true;
                await new RunPreparations(plan, settings).RunAsync(token);
                await using var ordered = new OrderedStage(plan, settings, _clock, _tally, stop, rejects, plan.Retries);
                if (_obstacle is null) ordered.KeepCheckpoints(folder, _point);
                try
                {
                    await MoveAsync(ordered, settings.Workers, stop, token);
                    preview = options.DryRun ? ordered.Preview : null;
                    return null;
                }
                catch (MigrationException e) when ((e.LostCommits || (e.Temporary && ordered.IsEnding)) && _obstacle is null && canReadAgain)
                {
                    _goesBack = true;
                    throw new MigrationException(e.Diagnostic, temporary: true, e);
                }
                catch (MigrationException e) when (e.Temporary && !(ordered.LeftNothing && canReadAgain))
                {
                    return e;
                }
                finally
                {
                    remains = ordered.Remains;
                    _inDoubt = ordered.IsInDoubt;
                }
            }, cancellationToken);
            if (failure is not null) throw failure;
            if (stop.Reason is { } reason) (error, exit) = (reason, 1);
            else if (Rejects.Accept.IsExceeded(_tally.Counts.Rejected, _tally.Counts.All))
                (error, exit) = (ExecutionMessages.MoreRejectsThanAccepted.At(null, _tally.Counts.Rejected, _tally.Counts.All, Rejects.Accept), 1);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            (error, exit) = (ExecutionMessages.Cancelled.At(null, _tally.Counts.Read, _obstacle is null ? $"Go on with `datamigrate resume {folder.Id}`, or run again from the start." : "Run again from the start."), 130);
        }
        catch (MigrationException e)
        {
            (error, exit) = (e.Diagnostic, 3);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (error, exit) = (ExecutionMessages.RejectsNotWritable.At(null, e.Message), 3);
        }
        catch (Exception e)
        {
            observer.Noted(loaded.Mask(e.ToString()));
            (error, exit) = (ExecutionMessages.Bug.At(null, e.Message), 3);
        }
        foreach (var step in plan.Transforms.OfType<IDisposable>()) step.Dispose();
        // What the counts speak of is not all there, and what was filed beside it is cut back by whoever takes the run up.
        _inDoubt |= _goesBack;
        if (exit == 3 || _goesBack) Revert(rejects);
        var state = await git;
        var filed = KeepRejects(rejects, ref exit, ref error);
        var report = Report(exit, error, preview, state, filed, remains);
        if (options.DryRun) RunFolder.Remove(folder.SpillFolder);
        else if (folder.Save(report) is { } trouble) observer.Noted(loaded.Mask(trouble));
        observer.Finished(report);
        return report;
    }

    private async Task MoveAsync(OrderedStage ordered, int workers, StopRule stop, CancellationToken cancellationToken)
    {
        try
        {
            await ordered.OpenAsync(cancellationToken);
            if (!ordered.IsOver)
            {
                await SeekAsync(cancellationToken);
                await using var blocks = new BlockPipeline(plan, workers, _clock, cancellationToken, _point.From?.Position);
                await foreach (var block in blocks.InOrderAsync())
                {
                    _bytes[block.Input] = block.Bytes ?? _bytes[block.Input];
                    await ordered.AddAsync(block);
                    blocks.HandedOver();
                    ShowProgress();
                    if (ordered.IsOver) break;
                }
            }
            if (!stop.Exceeded(_tally.Counts, atEnd: true)) await ordered.CompleteAsync(AssureAsync);
            else await ordered.FlushAsync(last: true);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped cleanly: what the targets took so far is made durable together with its rejects.
            await ordered.FlushAsync(last: true);
            throw;
        }
    }

    /// <summary>A database fences off who was taken for dead; files have nothing but this.</summary>
    private async Task AssureAsync()
    {
        if (await isOurs()) return;
        _takenOver = true;
        throw new MigrationException(HistoryMessages.TakenOver.At(null, folder.Id, loaded.Definition!.Pipeline));
    }

    /// <summary>What an attempt has committed does not stand any more, or it came to the end of its rows and no further: as whoever takes up the run would, the next one begins where the targets say.</summary>
    private async Task GoBackAsync(CancellationToken cancellationToken)
    {
        await AssureAsync();
        foreach (var source in plan.Inputs.Select(i => i.Source).OfType<IResumableSource>()) await source.RewindAsync();
        _point = await CheckpointFinder.FindAsync(plan, loaded.Definition!.Pipeline, folder, cancellationToken);
        _goesBack = false;
    }

    /// <summary>Has the source at hand go on where it was left.</summary>
    private async Task SeekAsync(CancellationToken cancellationToken)
    {
        if (_point.From?.Position is not { Cursor: { } cursor } position) return;
        await ((IResumableSource)plan.Inputs[position.Input].Source).ResumeAsync(cursor, options.AcceptChanges, cancellationToken);
    }

    /// <summary>Begins at the start, or where an earlier attempt of the run has come to: nothing that came behind stands in a target.</summary>
    private StopRule Restart(RunRejects? rejects)
    {
        _tally.Restart(_point.From?.Tally);
        _hasBegun = false;
        rejects?.Restart(_point.From?.Rejects);
        _hasBegun = true;
        Array.Clear(_bytes);
        for (int i = 0; i < (_point.From?.Position.Input ?? 0); i++) _bytes[i] = plan.Inputs[i].Source.TotalBytes;
        if (_point.From is { Position: var position }) _bytes[position.Input] = position.Bytes;
        return new StopRule(Rejects.StopAfter);
    }

    /// <summary>After a failure the report and the rejects speak of what was committed; the open batch was undone.</summary>
    private void Revert(RunRejects? rejects)
    {
        _tally.Revert();
        try
        {
            // Whoever takes the run up finds out, and cuts the files to it.
            if (!_inDoubt && _hasBegun) rejects?.Revert();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            observer.Noted(loaded.Mask(ExecutionMessages.RejectsNotWritable.At(null, e.Message).ToString()));
        }
    }

    private void ShowProgress()
    {
        long now = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(_lastProgress, now) < TimeSpan.FromMilliseconds(200)) return;
        _lastProgress = now;
        observer.Progressed(new RunProgress(_tally.Counts, _bytes.Any(b => b is not null) ? _bytes.Sum() : null, Stopwatch.GetElapsedTime(_startTicks, now)));
    }

    /// <summary>Copies the rejects to where the pipeline wants them. A failure there is the run's failure.</summary>
    private RejectsReport KeepRejects(RunRejects? rejects, ref int exit, ref Diagnostic? error)
    {
        if (rejects is null) return new RejectsReport(null, null, _tally.Reasons);
        try
        {
            // A run that came to nothing leaves the copy of the run before it alone: somebody may be mending it.
            // Nor does a replay take away what it was made of.
            bool copies = exit is 0 or 1 || (_tally.Counts.Rejected > 0 && !_inDoubt && !_takenOver && _hasBegun && options.ReplayOf is null);
            return rejects.Close(copies && Rejects.Path is { } path ? (loaded.StateDirectory, path.FullPath) : null, _tally.Reasons);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (error, exit) = (ExecutionMessages.RejectsNotWritable.At(Rejects.Path?.Span, e.Message), 3);
            return rejects.Close(null, _tally.Reasons);
        }
    }

    private RunReport Report(int exit, Diagnostic? error, IReadOnlyList<PreviewRow>? preview, GitState? git, RejectsReport rejects, IReadOnlyList<bool> remains)
    {
        var counts = _tally.Counts;
        if (exit is 0 or 1 && !counts.AddUp)
            (error, exit) = (ExecutionMessages.CountsDoNotAddUp.At(null, counts), 3);
        bool finished = exit == 0 || error?.Code == ExecutionMessages.MoreRejectsThanAccepted.Code;
        bool stands = counts.Written > 0 && remains.Contains(true), isUndoable = journals is not null && stands;
        // Who runs it again writes again what a rule or a threshold had let pass before it stopped the run.
        if (exit == 1 && !finished && stands && error is not null)
            error = error with { Remedy = $"{error.Remedy} What was written before it stands{(isUndoable ? $": undo it first, with `datamigrate rollback {folder.Id}`." : "; a target without a key gets those rows once more.")}" };
        return new RunReport
        {
            Run = folder.Id,
            Pipeline = loaded.Definition!.Pipeline,
            Status = exit == 130 ? RunStatus.Cancelled : !finished ? RunStatus.Failed : counts.Rejected > 0 ? RunStatus.CompletedWithRejects : RunStatus.Completed,
            DryRun = options.DryRun,
            Fingerprint = fingerprint,
            Git = git,
            Started = started,
            DurationSeconds = Math.Round(_secondsBefore + Stopwatch.GetElapsedTime(_startTicks).TotalSeconds, 3),
            Counts = counts,
            Sources = plan.Inputs.Select((p, i) => (p.Name, Report: new SourceReport(_tally.Read[i], _bytes[i]))).ToDictionary(s => s.Name, s => s.Report),
            Targets = _tally.Targets(remains),
            Rejects = rejects,
            Stages = _clock.Times,
            Scripts = plan.ScriptUses.Count > 0 ? plan.ScriptUses : null,
            Preview = preview,
            Resumable = exit is 3 or 130 && _obstacle is null,
            Undoable = isUndoable,
            Error = error is null ? null : new RunError(error.Code, loaded.Mask(error.Message), loaded.Mask(error.Remedy), error.Span?.ToString()),
            ExitCode = exit,
        };
    }
}
