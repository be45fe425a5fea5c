using DataMigration.Diagnostics;
using DataMigration.Failures;
using DataMigration.State;

namespace DataMigration.Rollback;

/// <summary>Takes journals of old runs away: they cannot be undone any more.</summary>
/// <param name="claimed">The pipeline that the caller has claimed; others are claimed for the moment.</param>
internal sealed class JournalRetention(IStateStore store, JournalKeepers keepers, string claimed, string? environment)
{
    /// <param name="before">Runs that started earlier are old.</param>
    /// <param name="note">Is told what cannot be taken away.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ApplyAsync(DateTimeOffset before, Action<Diagnostic> note, CancellationToken cancellationToken)
    {
        foreach (var old in await store.ListAsync(new RunFilter { Before = before, HasJournals = true }, cancellationToken))
        {
            // Those of another environment are in places that this one does not know.
            if (old.Status == RunStatus.Running || old.Resumable || old.Environment != environment) continue;
            await TryForgetAsync(old, note, cancellationToken);
        }
    }

    /// <returns>Whether they are gone.</returns>
    public async Task<bool> TryForgetAsync(RunRecord old, Action<Diagnostic> note, CancellationToken cancellationToken)
    {
        await using var held = old.Pipeline == claimed ? null : await store.TryLockAsync(old.Pipeline, cancellationToken);
        // Somebody runs it, or undoes it, at this moment: another time.
        if (held is null && old.Pipeline != claimed) return false;
        try
        {
            if (held is not null) old = await store.FindAsync(old.Run, cancellationToken) ?? old;
            await keepers.ForgetAsync(old, cancellationToken);
            await store.UpdateAsync(old with { Journals = null }, cancellationToken);
            return true;
        }
        catch (MigrationException e)
        {
            note(RollbackMessages.NotForgotten.At(null, old.Run, e.Diagnostic.Message));
            return false;
        }
    }
}
