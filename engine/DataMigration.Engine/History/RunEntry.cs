using System.Text.Json;
using DataMigration.Checkpoints;
using DataMigration.Configuration;
using DataMigration.Configuration.Definitions;
using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.Failures;
using DataMigration.Planning;
using DataMigration.Rollback;
using DataMigration.State;

namespace DataMigration.History;

/// <summary>
/// One attempt of a run in the history: its pipeline claimed and the run written down before anything is touched, a sign of life every few seconds, its end. From the first sign of life
/// on nothing here fails the run.
/// </summary>
internal sealed class RunEntry : IAsyncDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromSeconds(5);
    private readonly RunHistory _history;
    private readonly IRunLock _lock;
    private readonly RunRecord? _before;
    private readonly Action<Diagnostic> _note;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ends = new();
    private readonly PeriodicTimer _pulse;
    private readonly Task _beating;
    private readonly string _newest;
    private RunRecord _record;
    private bool _moved;

    private RunEntry(RunHistory history, IRunLock held, RunRecord record, RunRecord? before, string newest, Action<Diagnostic> note, TimeProvider time)
    {
        (_history, _lock, _record, _before, _newest, _note, _time) = (history, held, record, before, newest, note, time);
        _pulse = new PeriodicTimer(Pulse, _time);
        _beating = Task.Run(BeatAsync);
    }

    /// <summary>Claims the pipeline and writes the run down.</summary>
    /// <param name="history">Where; disposed with the entry.</param>
    /// <param name="record">The run as it begins. Of one that is taken up, what is there already is kept.</param>
    /// <param name="note">Is told of trouble later, from any thread.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="MigrationException">Another run of the pipeline is under way, or the history cannot be written.</exception>
    public static async Task<RunEntry> OpenAsync(RunHistory history, RunRecord record, Action<Diagnostic> note, TimeProvider time, CancellationToken cancellationToken)
    {
        IRunLock? held = null;
        try
        {
            held = await history.ClaimAsync(record.Pipeline, cancellationToken);
            var before = await history.Store.FindAsync(record.Run, cancellationToken);
            if (before is null) await history.Store.AddAsync(record, cancellationToken);
            else if (EarlierRun.Obstacle(before) is not null) record = before;
            else
            {
                record = before with
                {
                    Attempt = before.Attempt + 1, Status = RunStatus.Running, Heartbeat = record.Heartbeat, Ended = null, ErrorCode = null, ErrorMessage = null,
                    Host = record.Host, User = record.User, ProcessId = record.ProcessId,
                };
                await history.Store.UpdateAsync(record, cancellationToken);
            }
            return new RunEntry(history, held, record, before, await NewestAsync(history.Store, record.Pipeline), note, time);
        }
        catch
        {
            if (held is not null) await held.DisposeAsync();
            await history.DisposeAsync();
            throw;
        }
    }

    /// <summary>The run's id.</summary>
    public string Run => _record.Run;

    /// <summary>Where an earlier attempt said that its journals are, or null.</summary>
    public string? Journals => _before?.Journals;

    /// <summary>Why the run cannot be taken up after all: until its pipeline was claimed, another process may have gone on with it, undone it or begun another one.</summary>
    public string? Obstacle => _before is null ? null : EarlierRun.Obstacle(_before);

    /// <summary>
    /// Whether the run is still this process's. While one that was taken for dead sleeps, somebody may go on with its run, undo it, or begin another; whoever does writes that down first, and the lock may be free
    /// again. Where the history cannot be asked, nothing is held against it.
    /// </summary>
    public async Task<bool> IsOursAsync()
    {
        try
        {
            return (await _history.Store.FindAsync(_record.Run, CancellationToken.None))?.Attempt == _record.Attempt
                && await NewestAsync(_history.Store, _record.Pipeline) == _newest;
        }
        catch (MigrationException)
        {
            return true;
        }
    }

    /// <summary>Takes old runs away, and journals.</summary>
    /// <param name="retention">How long what is kept.</param>
    /// <param name="keepers">Who keeps journals.</param>
    /// <param name="stateDirectory">Where the folders of runs are.</param>
    public async Task ForgetAsync(RetentionDefinition retention, JournalKeepers keepers, string stateDirectory)
    {
        var now = _time.GetUtcNow();
        var journals = new JournalRetention(_history.Store, keepers, _record.Pipeline, _record.Environment);
        try
        {
            await journals.ApplyAsync(now - retention.Journal.Time, _note, CancellationToken.None);
            if (retention.Runs is { } age) await new Retention(_history.Store, journals, stateDirectory).ApplyAsync(now - age.Time, _note, CancellationToken.None);
        }
        catch (MigrationException e)
        {
            _note(HistoryMessages.Restless.At(null, e.Diagnostic.Message));
        }
    }

    /// <summary>Unfinished runs of the pipeline are not taken up any more: this one begins at the start. What they have left goes.</summary>
    public async Task SupersedeAsync(ExecutionPlan plan, string stateDirectory)
    {
        foreach (var old in await _history.Store.ListAsync(new RunFilter { Pipeline = _record.Pipeline, Resumable = true }, CancellationToken.None))
        {
            if (old.Run == _record.Run) continue;
            try
            {
                await Leftovers.RemoveAsync(plan, old.Pipeline, RunFolder.Of(stateDirectory, old.Run));
            }
            catch (MigrationException e)
            {
                _note(e.Diagnostic);
            }
            await _history.Store.UpdateAsync(old with { Resumable = false, Obstacle = $"run {_record.Run} of the pipeline has begun since" }, CancellationToken.None);
        }
    }

    /// <summary>The first row is about to move: keeps what the run is made of.</summary>
    /// <param name="loaded">The pipeline.</param>
    /// <param name="folder">The run's files.</param>
    /// <param name="fingerprint">What decides whether the run may be taken up.</param>
    /// <param name="obstacle">Why it could not be taken up, or null.</param>
    /// <param name="journals">Where its journals will be, or null.</param>
    /// <exception cref="MigrationException">The history, or the folder, cannot be written.</exception>
    public async Task BeginAsync(LoadedPipeline loaded, RunFolder folder, RunFingerprint fingerprint, string? obstacle, RunJournals? journals)
    {
        DefinitionCopies.Write(loaded, folder);
        _record = _record with { Fingerprint = fingerprint.ToText(), Resumable = obstacle is null, Obstacle = obstacle, Journals = journals?.ToText() };
        await _history.Store.UpdateAsync(_record with { Heartbeat = _time.GetUtcNow() }, CancellationToken.None);
        _moved = true;
    }

    /// <summary>Writes another run down as it is now.</summary>
    public async Task UpdateAsync(RunRecord other) => await _history.Store.UpdateAsync(other, CancellationToken.None);

    /// <summary>The run has not been: it was refused before it did anything.</summary>
    public async Task WithdrawAsync()
    {
        await StopAsync();
        await _history.Store.RemoveAsync(_record.Run, CancellationToken.None);
    }

    /// <summary>Writes down how a run ended that has no report.</summary>
    public Task CloseAsync(RunStatus status, Diagnostic? error) => EndAsync(_record with
    {
        Status = status,
        Ended = _time.GetUtcNow(),
        Heartbeat = _time.GetUtcNow(),
        Seconds = (_time.GetUtcNow() - _record.Started).TotalSeconds,
        ErrorCode = error?.Code,
        ErrorMessage = error?.Message,
    });

    /// <summary>Writes down how it ended. One that was not taken up after all is left as it was.</summary>
    /// <param name="report">The report, or null when the pipeline turned out to be invalid.</param>
    /// <param name="error">The first of the errors then.</param>
    public async Task CloseAsync(RunReport? report, Diagnostic? error)
    {
        var now = _time.GetUtcNow();
        await EndAsync(_before is not null && !_moved ? _before : _record with
        {
            Status = report?.Status ?? RunStatus.Failed,
            Ended = now,
            Heartbeat = now,
            Seconds = report?.DurationSeconds ?? 0,
            Counts = report is null ? null : JsonSerializer.Serialize(report.Counts, Compact),
            ReportPath = report is null ? null : _record.ReportPath,
            GitCommit = report?.Git?.Commit,
            GitDirty = report?.Git?.Dirty ?? false,
            ErrorCode = report is null ? error?.Code : report.Error?.Code,
            ErrorMessage = report is null ? error?.Message : report.Error?.Message,
            Resumable = report?.Resumable ?? false,
        });
    }

    private static async Task<string> NewestAsync(IStateStore store, string pipeline) => (await store.ListAsync(new RunFilter { Pipeline = pipeline, Limit = 1 }, CancellationToken.None))[0].Run;

    private async Task EndAsync(RunRecord ended)
    {
        await StopAsync();
        if (!await IsOursAsync())
        {
            _note(HistoryMessages.LockLost.At(null, _record.Pipeline));
            return;
        }
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await _history.Store.UpdateAsync(ended, CancellationToken.None);
                return;
            }
            catch (MigrationException e) when (attempt < 4 && e.Temporary)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt));
            }
            catch (MigrationException e)
            {
                _note(HistoryMessages.NotEnded.At(null, _record.Run, e.Diagnostic.Message));
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _lock.DisposeAsync();
        await _history.DisposeAsync();
        _ends.Dispose();
    }

    private static JsonSerializerOptions Compact { get; } = new(ReportJson.Options) { WriteIndented = false };

    private async Task StopAsync()
    {
        // Not by the token alone: a timer that is cancelled makes an exception and its trace, source lines and all, which takes longer than anything else at the end of a run.
        _pulse.Dispose();
        await _ends.CancelAsync();
        await _beating;
    }

    private async Task BeatAsync()
    {
        bool troubled = false;
        try
        {
            while (await _pulse.WaitForNextTickAsync())
            {
                var trouble = await TryBeatAsync();
                // Once is enough for as long as it lasts.
                if (trouble is not null && !troubled) _note(trouble);
                troubled = trouble is not null;
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    private async Task<Diagnostic?> TryBeatAsync()
    {
        try
        {
            if (!await _lock.RenewAsync(_ends.Token)) return HistoryMessages.LockLost.At(null, _record.Pipeline);
            await _history.Store.BeatAsync(_record.Run, _time.GetUtcNow(), _ends.Token);
            return null;
        }
        catch (MigrationException e)
        {
            return HistoryMessages.Restless.At(null, e.Diagnostic.Message);
        }
    }
}
