using DataMigration.Configuration;
using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.Failures;
using DataMigration.History;
using DataMigration.Journals;
using DataMigration.State;

namespace DataMigration.Rollback;

/// <summary>Undoes one run: opens the journals of its targets, plans all, and undoes the last target first.</summary>
internal sealed class RollbackRun(LoadedPipeline project, JournalKeepers keepers, RunHistory history, RunRecord record, RollbackOptions options, IRollbackObserver observer, TimeProvider time)
{
    private readonly List<(TargetJournal Target, IJournal? Journal)> _journals = [];
    private readonly List<TargetUndo> _targets = [];

    public async Task<RollbackResult> ExecuteAsync(CancellationToken cancellationToken)
    {
        if (Refusal() is { } refusal) return Result(2, RollbackMessages.NotUndone.At(null, record.Run, refusal));
        RunEntry? entry = null;
        bool begun = false;
        try
        {
            if (!options.DryRun && options.Script is null)
            {
                entry = await EnterAsync(cancellationToken);
                // Until the pipeline was claimed another process may have resumed, undone or forgotten the run.
                record = await history.Store.FindAsync(record.Run, cancellationToken) ?? record;
                if (Refusal() is { } since) return await EndAsync(entry, Result(2, RollbackMessages.NotUndone.At(null, record.Run, since)), begun);
            }
            if (await OpenAsync(cancellationToken) is { } obstacle) return await EndAsync(entry, Result(2, RollbackMessages.NotUndone.At(null, record.Run, obstacle)), begun);
            observer.Planned(_targets);
            if (options.Script is { } script) await WriteScriptAsync(script, cancellationToken);
            if (entry is null) return Result(_targets.Any(t => t.Plan?.Conflicts > 0) && !options.Force ? 1 : 0, null);
            begun = true;
            // From here on the run is no whole one any more, and nobody may take it up.
            await entry.UpdateAsync(record with { Resumable = false, Obstacle = $"rollback {entry.Run} has begun" });
            RunFolder.Of(project.StateDirectory, record.Run).RemoveCheckpoints();
            await UndoAsync(cancellationToken);
            long left = _targets.Sum(t => t.Result?.Conflicts ?? 0);
            if (left > 0) return await EndAsync(entry, Result(1, RollbackMessages.ConflictsLeft.At(null, left)) with { Status = RunStatus.CompletedWithRejects }, begun);
            await entry.UpdateAsync(record with { Status = RunStatus.RolledBack, RolledBackBy = entry.Run, Journals = null, Resumable = false, Obstacle = null });
            return await EndAsync(entry, Result(0, null), begun);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await EndAsync(entry, Result(130, null) with { Status = RunStatus.Cancelled }, begun);
        }
        catch (MigrationException e)
        {
            return await EndAsync(entry, Result(3, e.Diagnostic) with { Status = RunStatus.Failed }, begun);
        }
        finally
        {
            foreach (var (_, journal) in _journals)
                if (journal is not null) await journal.DisposeAsync();
            if (entry is not null) await entry.DisposeAsync();
        }
    }

    /// <summary>Why it cannot be undone, as far as the history knows.</summary>
    private string? Refusal() =>
        record.RollbackOf is { } undone ? $"it is itself the rollback of run {undone}" :
        record.Status == RunStatus.RolledBack ? $"it has been undone by {record.RolledBackBy}" :
        record.Status == RunStatus.Running ? $"it is running, process {record.ProcessId} of {record.User} on {record.Host}" :
        record.Journals is null ? "it has kept no journal, or its journal was forgotten" : null;

    private async Task<RunEntry> EnterAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var folder = RunFolder.New(project.StateDirectory, record.Pipeline, now, dryRun: false);
        var own = new RunRecord
        {
            Run = folder.Id, Pipeline = record.Pipeline, PipelineFile = record.PipelineFile, ProjectFile = record.ProjectFile, Environment = record.Environment, Parameters = record.Parameters, Fingerprint = "",
            Host = Environment.MachineName, User = Environment.UserName, ProcessId = Environment.ProcessId, Started = now, Heartbeat = now, Status = RunStatus.Running, RollbackOf = record.Run,
        };
        return await RunEntry.OpenAsync(history, own, d => observer.Noted(project.Mask(d.ToString())), time, cancellationToken);
    }

    /// <returns>Why it cannot be undone, as far as the targets know, or null.</returns>
    private async Task<string?> OpenAsync(CancellationToken cancellationToken)
    {
        // The last target first: what it wrote may lean on what the first one did.
        foreach (var target in RunJournals.Parse(record.Journals!).Targets.Reverse())
        {
            var journal = await keepers.OpenAsync(record, target, cancellationToken);
            _journals.Add((target, journal));
            if (journal?.Obstacle is { } obstacle) return obstacle;
            _targets.Add(new TargetUndo(target.Target, target.Address.What, journal?.Bytes ?? 0, journal is null ? null : await journal.PlanAsync(cancellationToken), null));
        }
        return null;
    }

    /// <summary>One script for all targets. Commands that undo files are comments among statements for a database.</summary>
    private async Task WriteScriptAsync(TextWriter script, CancellationToken cancellationToken)
    {
        bool isSql = _journals.Exists(j => j.Target.Address.Keeper is not null);
        foreach (var (target, journal) in _journals)
        {
            if (journal is null) continue;
            using var part = new StringWriter { NewLine = "\n" };
            await journal.WriteScriptAsync(part, options.Force, cancellationToken);
            if (isSql) await script.WriteLineAsync($"-- target {target.Target}: {target.Address.What.ReplaceLineEndings(" ")}");
            string text = part.ToString();
            await script.WriteAsync(isSql && target.Address.Keeper is null ? string.Concat(text.TrimEnd('\n').Split('\n').Select(line => $"-- {line}\n")) : text);
        }
    }

    private async Task UndoAsync(CancellationToken cancellationToken)
    {
        for (int i = 0; i < _journals.Count; i++)
        {
            if (_journals[i] is not ({ } target, { } journal)) continue;
            var result = await journal.UndoAsync(options.Force, new Progress(observer, target.Target), cancellationToken);
            _targets[i] = _targets[i] with { Result = result };
        }
    }

    private static async Task<RollbackResult> EndAsync(RunEntry? entry, RollbackResult result, bool begun)
    {
        if (entry is null) return result;
        // A rollback that was refused has not been.
        if (!begun) await entry.WithdrawAsync();
        else await entry.CloseAsync(result.Status, result.Error);
        return result with { Rollback = begun ? entry.Run : null };
    }

    private RollbackResult Result(int exit, Diagnostic? error) => new(project, project.Diagnostics)
    {
        Run = record.Run,
        ExitCode = exit,
        Targets = [.. _targets],
        Status = exit switch { 0 => RunStatus.Completed, _ => RunStatus.Failed },
        Error = error is null ? null : error with { Message = project.Mask(error.Message), Remedy = project.Mask(error.Remedy) },
    };

    private sealed class Progress(IRollbackObserver observer, string target) : IProgress<long>
    {
        public void Report(long value) => observer.Progressed(target, value);
    }
}
