using DataMigration.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Checkpoints;

/// <summary>
/// The row of <c>datamigration_checkpoints</c> that belongs to a target of a pipeline: which run loads it, how far that has come, and a number that grows with every process that opens it.
/// A process that was taken for dead and wakes up finds another number there, and can commit no more.
/// </summary>
internal sealed class CheckpointRow(ICheckpointStatements database, CheckpointPlace place, SourceSpan? span)
{
    public const string TableName = "datamigration_checkpoints";

    private const long Loading = 0, Loaded = 1, Completed = 2;

    private long _fence;

    /// <summary>Whether an earlier process has brought all rows in and only what follows them is left.</summary>
    public bool IsLoaded { get; private set; }

    private string Where => $"pipeline = {database.Parameter(1)} AND target = {database.Parameter(2)}";

    private object?[] Key => [place.Pipeline, place.Target];

    /// <summary>What a run has left, or null.</summary>
    public async Task<TargetCheckpoint?> FindAsync(CancellationToken cancellationToken)
    {
        if (!await database.HasTableAsync(cancellationToken)) return null;
        return await ReadAsync(cancellationToken) is { } row && row.Run == place.Run ? new TargetCheckpoint(row.Text ?? "", row.Stage == Completed) : null;
    }

    /// <summary>Makes the row this run's own, before the first transaction of the load.</summary>
    /// <param name="resume">Whether it goes on with what the run has left there.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">Another run has loaded the target since.</exception>
    public async Task OpenAsync(bool resume, CancellationToken cancellationToken)
    {
        if (!await database.HasTableAsync(cancellationToken)) await database.RunAsync(database.Create, [], cancellationToken);
        var row = await ReadAsync(cancellationToken);
        if (resume && row?.Run != place.Run) throw new MigrationException(SqlMessages.LoadedSince.At(span, place.Run, place.Target, row?.Run ?? "nobody knows which"));
        _fence = (row?.Fence ?? 0) + 1;
        IsLoaded = resume && row!.Value.Stage >= Loaded;
        if (row is null)
            await database.RunAsync($"INSERT INTO {database.Table} (pipeline, target, run, fence, content, stage) VALUES ({string.Join(", ", Enumerable.Range(1, 4).Select(database.Parameter))}, NULL, 0)", [.. Key, place.Run, _fence], cancellationToken);
        else if (resume)
            await database.RunAsync($"UPDATE {database.Table} SET fence = {database.Parameter(3)} WHERE {Where}", [.. Key, _fence], cancellationToken);
        else
            await database.RunAsync($"UPDATE {database.Table} SET run = {database.Parameter(3)}, fence = {database.Parameter(4)}, content = NULL, stage = 0 WHERE {Where}", [.. Key, place.Run, _fence], cancellationToken);
    }

    /// <summary>Keeps a checkpoint, in the transaction of the rows that it stands for.</summary>
    /// <exception cref="MigrationException">Another process has opened the target since.</exception>
    public Task KeepAsync(string text, CancellationToken cancellationToken) =>
        SetAsync($"content = {database.Parameter(4)}, stage = {Loading}", text, cancellationToken);

    /// <summary>All rows are in, and what replaces is in its place: in the transaction that does it.</summary>
    public Task NoteLoadedAsync(CancellationToken cancellationToken) => SetAsync($"stage = {Loaded}", null, cancellationToken);

    /// <summary>Nothing is left to do.</summary>
    public Task NoteCompletedAsync(CancellationToken cancellationToken) => SetAsync($"stage = {Completed}", null, cancellationToken);

    /// <summary>Forgets what a run has left.</summary>
    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        if (await database.HasTableAsync(cancellationToken))
            await database.RunAsync($"DELETE FROM {database.Table} WHERE {Where} AND run = {database.Parameter(3)}", [.. Key, place.Run], cancellationToken);
    }

    private async Task SetAsync(string what, string? text, CancellationToken cancellationToken)
    {
        object?[] values = text is null ? [.. Key, _fence] : [.. Key, _fence, text];
        if (await database.RunAsync($"UPDATE {database.Table} SET {what} WHERE {Where} AND fence = {database.Parameter(3)}", values, cancellationToken) != 1)
            throw new MigrationException(SqlMessages.TakenOver.At(span, place.Run, place.Target));
    }

    private async Task<(string Run, long Fence, string? Text, long Stage)?> ReadAsync(CancellationToken cancellationToken) =>
        await database.RowAsync($"SELECT run, fence, content, stage FROM {database.Table} WHERE {Where}", Key, cancellationToken) is { } row ? ((string)row[0]!, (long)row[1]!, (string?)row[2], (long)row[3]!) : null;
}
