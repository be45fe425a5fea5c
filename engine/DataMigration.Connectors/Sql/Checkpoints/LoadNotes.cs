using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Checkpoints;

/// <summary>What one connection of a load notes in its own transactions: the first one checkpoints, each other one the rows that it commits. Nothing where the load keeps no checkpoints.</summary>
internal sealed class LoadNotes(ILedger ledger, SqlWrite write)
{
    private CheckpointRow? _row;
    private int _part;

    /// <summary>Whether an earlier process of the run has brought all rows in.</summary>
    public bool IsLoaded => _row is { IsLoaded: true };

    /// <summary>Whether there is a checkpoint to note anything with.</summary>
    public bool AreKept => _row is not null;

    /// <inheritdoc cref="CheckpointRow.Done"/>
    public int Done(bool after) => _row?.Done(after) ?? 0;

    /// <summary>What further connections of an earlier process have committed.</summary>
    public IReadOnlyList<CommittedRange> Ranges => _row?.Ranges ?? [];

    /// <summary>Makes the load's checkpoint its own, before its first transaction.</summary>
    public async Task ReserveAsync(CancellationToken cancellationToken)
    {
        if (write.Checkpoints is not { } asked) return;
        var row = new CheckpointRow(ledger, asked.Place, write.Span);
        await row.OpenAsync(asked, write.Connections, cancellationToken);
        _row = row;
    }

    /// <summary>Makes this a further connection of a load.</summary>
    /// <param name="first">The one that has reserved the checkpoint.</param>
    /// <param name="part">Its own number, from 1.</param>
    public void Join(LoadNotes first, int part) => (_row, _part) = (first._row, part);

    /// <summary>Notes what the open transaction stands for.</summary>
    public Task KeepAsync(string text, CancellationToken cancellationToken) =>
        _row is null ? Task.CompletedTask : _part == 0 ? _row.KeepAsync(text, cancellationToken) : _row.KeepPartAsync(ledger, _part, text, cancellationToken);

    /// <summary>Whether a transaction that noted this has had its effect; true where nothing is noted.</summary>
    public Task<bool> HasKeptAsync(string text, CancellationToken cancellationToken) =>
        _row is null ? Task.FromResult(true) : _part == 0 ? _row.HasKeptAsync(text, cancellationToken) : _row.HasKeptPartAsync(ledger, _part, text, cancellationToken);

    /// <inheritdoc cref="CheckpointRow.Committed"/>
    public void Committed(string text) => _row?.Committed(_part, text);

    /// <summary>Of a connection that is new: the one before it may have been lost with its server, and some of the last commits with it.</summary>
    /// <param name="database">What it is called.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="MigrationException">Commits are lost, or another process has opened the target since.</exception>
    public async Task AssureAsync(string database, CancellationToken cancellationToken)
    {
        if (_row is not null && !await _row.StandsAsync(ledger, cancellationToken)) throw new MigrationException(SqlMessages.CommitsLost.At(write.Span, database, write.Table)) { LostCommits = true };
    }

    /// <inheritdoc cref="CheckpointRow.TouchAsync"/>
    public Task TouchAsync(CancellationToken cancellationToken) => _row?.TouchAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>Says in the open transaction that it is the last.</summary>
    public Task NoteLoadedAsync(CancellationToken cancellationToken) => _row?.NoteLoadedAsync(cancellationToken) ?? Task.CompletedTask;

    /// <inheritdoc cref="CheckpointRow.NoteRunAsync"/>
    public Task NoteRunAsync(int done, bool after, CancellationToken cancellationToken) => _row?.NoteRunAsync(done, after, cancellationToken) ?? Task.CompletedTask;

    public Task NoteCompletedAsync(CancellationToken cancellationToken) => _row?.NoteCompletedAsync(cancellationToken) ?? Task.CompletedTask;
}
