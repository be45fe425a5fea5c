using System.Text.Json;
using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Checkpoints;

/// <summary>
/// The row of <c>datamigration_checkpoints</c> that belongs to a target of a pipeline: which run loads it, how far that has come, and a number that grows with every process that opens it.
/// A process that was taken for dead and wakes up finds another number there, and can commit no more.
/// </summary>
internal sealed class CheckpointRow(ILedger ledger, CheckpointPlace place, SourceSpan? span)
{
    public const string TableName = "datamigration_checkpoints";

    private const string Columns = "pipeline {key} NOT NULL, target {key} NOT NULL, run {key} NOT NULL, fence {number} NOT NULL, content {text}, stage {number} NOT NULL, PRIMARY KEY (pipeline, target)";

    /// <summary>Below the first, so many of the author's statements before the load have been run; above the second, of those behind it.</summary>
    private const long Loading = 0, Loaded = 1, Completed = long.MaxValue;

    private long _fence;
    private long _stage;
    private string?[] _committed = [];

    /// <summary>Whether an earlier process has brought all rows in and only what follows them is left.</summary>
    public bool IsLoaded => _stage >= Loaded;

    /// <summary>How many of the author's statements an earlier process has run.</summary>
    /// <param name="after">Those behind the load; else those before it.</param>
    public int Done(bool after) => (int)Math.Max(0, after ? Math.Min(_stage, int.MaxValue) - Loaded : Loading - _stage);

    /// <summary>What further connections of an earlier process have committed, each by itself.</summary>
    public IReadOnlyList<CommittedRange> Ranges { get; private set; } = [];

    private string Where => $"pipeline = {ledger.Parameter(1)} AND target = {ledger.Parameter(2)}";

    private object?[] Key => [place.Pipeline, place.Target];

    /// <summary>What a run has left, or null.</summary>
    public async Task<TargetCheckpoint?> FindAsync(CancellationToken cancellationToken)
    {
        if (!await ledger.HasTableAsync(TableName, cancellationToken)) return null;
        return await ReadAsync(ledger, cancellationToken) is { } row && row.Run == place.Run ? new TargetCheckpoint(row.Text ?? "", row.Stage == Completed) : null;
    }

    /// <summary>Makes the row this run's own, before the first transaction of the load.</summary>
    /// <param name="asked">How the load is kept fit to be taken up, and whether it goes on with what the run has left there.</param>
    /// <param name="connections">How many write at once.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">Another run has loaded the target since, or this one has gone on.</exception>
    public async Task OpenAsync(CheckpointRequest asked, int connections, CancellationToken cancellationToken)
    {
        bool resume = asked.Resume is not null;
        if (!await ledger.HasTableAsync(TableName, cancellationToken)) await ledger.RunAsync(ledger.Create(TableName, Columns), [], cancellationToken);
        var row = await ReadAsync(ledger, cancellationToken);
        if (resume && row?.Run != place.Run) throw new MigrationException(SqlMessages.LoadedSince.At(span, place.Run, place.Target, row?.Run ?? "nobody knows which"));
        // The commit of a process that was killed may take effect when its checkpoint has been asked for already.
        if (resume && asked.Kept is { } kept && row!.Value.Text != kept) throw new MigrationException(SqlMessages.GoneOn.At(span, place.Run, place.Target));
        _fence = (row?.Fence ?? 0) + 1;
        _committed = new string?[connections];
        // One that begins anew has run what comes before the load already.
        _stage = resume || (row?.Run == place.Run && row.Value.Stage < Loading) ? row!.Value.Stage : Loading;
        if (row is null)
            await ledger.RunAsync($"INSERT INTO {ledger.NameOf(TableName)} (pipeline, target, run, fence, content, stage) VALUES ({string.Join(", ", Enumerable.Range(1, 4).Select(ledger.Parameter))}, NULL, 0)", [.. Key, place.Run, _fence], cancellationToken);
        else if (resume)
            await ledger.RunAsync($"UPDATE {ledger.NameOf(TableName)} SET fence = {ledger.Parameter(3)} WHERE {Where}", [.. Key, _fence], cancellationToken);
        else
            await ledger.RunAsync($"UPDATE {ledger.NameOf(TableName)} SET run = {ledger.Parameter(3)}, fence = {ledger.Parameter(4)}, content = NULL, stage = {_stage} WHERE {Where}", [.. Key, place.Run, _fence], cancellationToken);
        try
        {
            Ranges = await new RangeRows(ledger, place).OpenAsync(resume, _fence, connections - 1, cancellationToken);
        }
        catch (JsonException)
        {
            throw new MigrationException(SqlMessages.LoadedSince.At(span, place.Run, place.Target, "nobody knows which"));
        }
    }

    /// <summary>Keeps what a further connection commits by itself, in its transaction.</summary>
    /// <param name="own">Of that connection.</param>
    /// <param name="part">Its number, from 1.</param>
    /// <param name="range">What it stands for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">Another process has opened the target since.</exception>
    public async Task KeepPartAsync(ILedger own, int part, string range, CancellationToken cancellationToken)
    {
        if (!await new RangeRows(own, place).KeepAsync(part, _fence, range, cancellationToken)) throw new MigrationException(SqlMessages.TakenOver.At(span, place.Run, place.Target));
    }

    /// <summary>Keeps a checkpoint, in the transaction of the rows that it stands for.</summary>
    /// <exception cref="MigrationException">Another process has opened the target since.</exception>
    public Task KeepAsync(string text, CancellationToken cancellationToken) =>
        SetAsync($"content = {ledger.Parameter(5)}, stage = {Loading}", text, cancellationToken);

    /// <summary>Whether this is the checkpoint that stands there, and still this process's.</summary>
    public async Task<bool> HasKeptAsync(string text, CancellationToken cancellationToken) =>
        await ReadAsync(ledger, cancellationToken) is { } row && row.Run == place.Run && row.Fence == _fence && row.Text == text;

    /// <summary>Whether this is what a further connection has committed last.</summary>
    /// <inheritdoc cref="KeepPartAsync"/>
    public Task<bool> HasKeptPartAsync(ILedger own, int part, string range, CancellationToken cancellationToken) => new RangeRows(own, place).HasKeptAsync(part, _fence, range, cancellationToken);

    /// <summary>The database has said that a commit of these words had its effect.</summary>
    /// <param name="part">0 for a checkpoint, else the further connection that has committed a range.</param>
    /// <param name="text">The checkpoint, or the range.</param>
    public void Committed(int part, string text) => _committed[part] = text;

    /// <summary>Whether all that the database has said was committed stands there: a server that crashed, or one that has taken its place, may know less. Behind the loss of a connection.</summary>
    /// <param name="own">Of the connection that asks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">Another process has opened the target since.</exception>
    public async Task<bool> StandsAsync(ILedger own, CancellationToken cancellationToken)
    {
        if (_committed[0] is { } checkpoint)
        {
            // A number that is lower, or none: nobody has taken the target over, the load's own number is lost, too.
            if (await ReadAsync(own, cancellationToken) is not { } row || row.Fence < _fence) return false;
            if (row.Run != place.Run || row.Fence > _fence) throw new MigrationException(SqlMessages.TakenOver.At(span, place.Run, place.Target));
            if (row.Text != checkpoint) return false;
        }
        for (int part = 1; part < _committed.Length; part++)
            if (_committed[part] is { } range && !await new RangeRows(own, place).HasKeptAsync(part, _fence, range, cancellationToken)) return false;
        return true;
    }

    /// <summary>Changes nothing of the row: a transaction to wait for.</summary>
    public Task TouchAsync(CancellationToken cancellationToken) => SetAsync("stage = stage", null, cancellationToken);

    /// <summary>All rows are in, and what replaces is in its place: in the transaction that does it.</summary>
    public Task NoteLoadedAsync(CancellationToken cancellationToken) => SetAsync($"stage = {Math.Max(_stage, Loaded)}", null, cancellationToken);

    /// <summary>So many of the author's statements have been run: in the transaction of the last of them, where it can be in one.</summary>
    public Task NoteRunAsync(int done, bool after, CancellationToken cancellationToken) => SetAsync($"stage = {(after ? Loaded + done : Loading - done)}", null, cancellationToken);

    /// <summary>Nothing is left to do.</summary>
    public Task NoteCompletedAsync(CancellationToken cancellationToken) => SetAsync($"stage = {Completed}", null, cancellationToken);

    /// <summary>Takes away what a run has left for somebody to take it up.</summary>
    /// <param name="tables">Statements that take its tables away: the row says whose they are, so they go before it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task DiscardAsync(IReadOnlyList<string> tables, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is null) return;
        foreach (string drop in tables) await ledger.RunAsync(drop, [], cancellationToken);
        await ledger.RunAsync($"DELETE FROM {ledger.NameOf(TableName)} WHERE {Where} AND run = {ledger.Parameter(3)}", [.. Key, place.Run], cancellationToken);
        await new RangeRows(ledger, place).DiscardAsync(cancellationToken);
    }

    private async Task SetAsync(string what, string? text, CancellationToken cancellationToken)
    {
        object?[] values = text is null ? [.. Key, _fence, place.Run] : [.. Key, _fence, place.Run, text];
        // The number alone would not do: of a run that left nothing to be taken up, it begins again.
        if (await ledger.RunAsync($"UPDATE {ledger.NameOf(TableName)} SET {what} WHERE {Where} AND fence = {ledger.Parameter(3)} AND run = {ledger.Parameter(4)}", values, cancellationToken) != 1)
            throw new MigrationException(SqlMessages.TakenOver.At(span, place.Run, place.Target));
    }

    private async Task<(string Run, long Fence, string? Text, long Stage)?> ReadAsync(ILedger own, CancellationToken cancellationToken) =>
        await own.RowsAsync($"SELECT run, fence, content, stage FROM {own.NameOf(TableName)} WHERE {Where}", Key, cancellationToken) is [var row] ? ((string)row[0]!, (long)row[1]!, (string?)row[2], (long)row[3]!) : null;
}
