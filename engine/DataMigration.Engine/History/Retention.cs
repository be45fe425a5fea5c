using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.Rollback;
using DataMigration.State;

namespace DataMigration.History;

/// <summary>Takes old runs away: their folders and then their records. One that can still be taken up is kept, whatever its age.</summary>
internal sealed class Retention(IStateStore store, JournalRetention journals, string stateDirectory)
{
    /// <param name="before">Runs that started earlier are old.</param>
    /// <param name="note">Is told what cannot be taken away.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task ApplyAsync(DateTimeOffset before, Action<Diagnostic> note, CancellationToken cancellationToken)
    {
        foreach (var old in await store.ListAsync(new RunFilter { Before = before }, cancellationToken))
        {
            if (old.Resumable || old.Status == RunStatus.Running) continue;
            // Without its record nobody would ever find what it keeps in its targets.
            if (old.Journals is not null && !await journals.TryForgetAsync(old, note, cancellationToken)) continue;
            try
            {
                // Of a run of another place there is no such folder here.
                RunFolder.Remove(RunFolder.Of(stateDirectory, old.Run).Path);
                await store.RemoveAsync(old.Run, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                note(HistoryMessages.NotPruned.At(null, old.Run, e.Message));
            }
        }
    }
}
