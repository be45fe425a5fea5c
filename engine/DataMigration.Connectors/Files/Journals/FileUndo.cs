using DataMigration.Failures;
using DataMigration.Journals;

namespace DataMigration.Connectors.Files.Journals;

/// <summary>Undoes what one run did to the files of one target. Each name is brought back by one rename, after which it needs no more; so it can be called again after any end.</summary>
internal sealed class FileUndo(JournalFile file, JournaledLoad load, IFileNames names)
{
    private const int SampleCount = 1000;

    public JournalFile Place => file;

    public JournaledLoad Load => load;

    public IReadOnlyList<FileVerdict> Judge(CancellationToken cancellationToken)
    {
        var verdicts = new List<FileVerdict>(load.Files.Count);
        foreach (var entry in load.Files)
        {
            try
            {
                verdicts.Add(FileVerdict.Of(entry, Unfinished(entry), load.Completed, cancellationToken));
            }
            catch (Exception e) when (FileFailures.IsFileTrouble(e))
            {
                throw NotUndone(entry.Path, e);
            }
        }
        return verdicts;
    }

    public static IReadOnlyList<UndoConflict> Samples(IEnumerable<FileVerdict> conflicts) => [.. conflicts.Take(SampleCount).Select(v => new UndoConflict(v.Entry.Path, v.Conflict!))];

    /// <exception cref="MigrationException">A name cannot be changed.</exception>
    public UndoResult Undo(bool force, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var verdicts = Judge(cancellationToken).ToLookup(v => v.Conflict is null || (force && v.Action != Undoing.Impossible));
        var conflicts = verdicts[false].ToList();
        // From here on a file that is not there is our own work; what is forced is not noted, and an end in the middle of it asks for force again.
        if (load.Files.Count > 0) file.Write(load with { Files = [.. verdicts[true].Select(v => v.Entry with { Going = v.Conflict is null }), .. conflicts.Select(v => v.Entry)] });
        long done = 0;
        foreach (var verdict in verdicts[true])
        {
            cancellationToken.ThrowIfCancellationRequested();
            Do(verdict);
            if (verdict.Action is not (Undoing.Nothing or Undoing.Release)) progress?.Report(++done);
        }
        foreach (string folder in load.Files.Select(f => Path.GetDirectoryName(f.Path)!).Distinct()) FolderEntries.Flush(folder);
        if (conflicts.Count > 0)
        {
            file.Write(load with { Files = [.. conflicts.Select(v => v.Entry)] });
            return new UndoResult(done, conflicts.Count, Samples(conflicts));
        }
        UnfinishedOutput.Discard(new(load.Path, load.Path, default), load.Run, null, names);
        MadeFolders.Remove(load.Folders);
        file.Delete();
        return new UndoResult(done, 0, []);
    }

    /// <summary>The run stays as it is for good; a name that it had only freed when it was killed is given back.</summary>
    public void Forget()
    {
        foreach (var entry in load.Files)
        {
            try
            {
                if (!load.Completed && entry.Left is not null && File.Exists(entry.Kept) && !File.Exists(entry.Path)) names.Move(entry.Kept, entry.Path);
                else names.Delete(entry.Kept);
            }
            catch (Exception e) when (FileFailures.IsFileTrouble(e))
            {
                throw new MigrationException(FileJournalMessages.NotForgotten.At(null, entry.Kept, e.Message), inner: e);
            }
        }
        file.Delete();
    }

    /// <summary>The run's file before it had the name.</summary>
    public string Unfinished(JournaledFile entry) => TemporaryFile.NameOf(entry.Path, load.Run);

    private void Do(FileVerdict verdict)
    {
        var entry = verdict.Entry;
        try
        {
            switch (verdict.Action)
            {
                case Undoing.Restore or Undoing.Reinsert:
                    names.Move(entry.Kept, entry.Path);
                    // Of two names of one file a rename leaves both.
                    names.Delete(entry.Kept);
                    break;
                case Undoing.Release: names.Delete(entry.Kept); break;
                case Undoing.Delete: names.Delete(entry.Path); break;
            }
            names.Delete(Unfinished(entry));
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw NotUndone(entry.Path, e);
        }
    }

    private static MigrationException NotUndone(string path, Exception cause) => new(FileJournalMessages.NotUndone.At(null, path, cause.Message), inner: cause);
}
