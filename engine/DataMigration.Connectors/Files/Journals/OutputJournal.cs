using DataMigration.Declarations;
using DataMigration.Failures;
using DataMigration.Journals;

namespace DataMigration.Connectors.Files.Journals;

/// <summary>
/// Has a load keep the files that it replaces, and write down beforehand what it does to which name. At no moment is a former file without a name, and where the disk has hard links its own name
/// always leads to a file.
/// </summary>
internal sealed class OutputJournal
{
    private readonly JournalFile _file;
    private readonly IFileNames _names;
    private JournaledLoad _load;

    private OutputJournal(JournalFile file, JournaledLoad load, IFileNames names) => (_file, _load, _names) = (file, load, names);

    /// <inheritdoc cref="IJournaledTarget.JournalOf"/>
    public static JournalAddress AddressOf(JournalRequest request, FilePath path) => new(null, path.FullPath, JournalFile.PathOf(request));

    /// <summary>Goes on with the journal of an earlier attempt of the run, if there was one; null when nobody asks for one.</summary>
    /// <exception cref="MigrationException">The earlier attempt gave names, and the load begins anew, and not all can be brought back.</exception>
    public static OutputJournal? Of(WriteRequest request, FilePath path, IFileNames? names = null)
    {
        if (request.Journal is not { } journal || OutputFile.IsStandard(path)) return null;
        names ??= FileNames.Disk;
        var file = new JournalFile(JournalFile.PathOf(journal), names);
        var fresh = new JournaledLoad { Pipeline = journal.Place.Pipeline, Target = journal.Place.Target, Run = journal.Place.Run, Path = path.FullPath };
        var load = file.Read(journal.Place);
        if (load is not null && request.Checkpoints?.Resume is null)
        {
            var result = new FileUndo(file, load, names).Undo(force: false, null, CancellationToken.None);
            if (result.Samples.Count > 0) throw new MigrationException(FileJournalMessages.NotAsLeft.At(path.Span, result.Samples[0].Row, result.Samples[0].What));
            load = fresh with { Folders = [.. load.Folders.Where(Directory.Exists)] };
        }
        return new OutputJournal(file, load ?? fresh, names);
    }

    /// <summary>The first file is going to be made.</summary>
    /// <param name="folders">That will be made for it, which whoever takes the run up would not know.</param>
    public void Begin(IReadOnlyList<string> folders)
    {
        _load = _load with { Folders = [.. _load.Folders.Union(folders)] };
        _file.Write(_load);
    }

    /// <summary>The load will not be whole, and nobody takes it up.</summary>
    public void Withdraw()
    {
        if (_load.Files.Count == 0) _file.Delete();
    }

    /// <summary>The load is whole: all files take their names, and those that follow lose theirs.</summary>
    public void Complete(IReadOnlyList<TemporaryFile> files, IReadOnlyList<FilePath> following)
    {
        Save(_load with { Files = Plan(files, following) });
        for (int i = 0; i < files.Count; i++)
            if (!files[i].HasName) Give(files[i], _load.Files[i]);
        // The last one first: whoever comes to an end between them leaves no gap that would hide the others.
        foreach (var file in _load.Files.Where(f => f.Left is null).Reverse())
            if (!File.Exists(file.Kept) && File.Exists(file.Path)) Keep(file, () => _names.Move(file.Path, file.Kept));
        foreach (string folder in _load.Files.Select(f => Path.GetDirectoryName(f.Path)!).Distinct()) FolderEntries.Flush(folder);
        // What was kept in the end is what was there.
        Save(_load with { Files = [.. _load.Files.Select(f => f with { Former = FileStamp.Of(f.Kept) })], Completed = true });
    }

    private void Save(JournaledLoad load)
    {
        _file.Write(load);
        _load = load;
    }

    private List<JournaledFile> Plan(IReadOnlyList<TemporaryFile> files, IReadOnlyList<FilePath> following)
    {
        var known = _load.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);
        var kept = KeptFile.In(Path.GetDirectoryName(_load.Path)!);
        var plan = files.Select(f => Entry(f.Name.FullPath) is var entry && entry.Left is { } left && left.Length == f.Length ? entry : entry with { Left = f.Digest() }).ToList();
        var given = plan.Select(f => f.Path).ToHashSet(StringComparer.Ordinal);
        var taken = _load.Files.Where(f => f.Left is null).Select(f => f.Path).Union(following.Select(f => f.FullPath));
        return [.. plan, .. taken.Where(p => !given.Contains(p)).Select(Entry)];

        JournaledFile Entry(string path)
        {
            if (known.GetValueOrDefault(path) is { } before) return before;
            int generation = JournaledFile.NextGeneration(kept[Path.GetFileName(path)], _load.Run);
            return new JournaledFile { Path = path, Kept = KeptFile.NameOf(path, _load.Run, generation), Generation = generation, Former = FileStamp.Of(path) };
        }
    }

    private void Give(TemporaryFile file, JournaledFile entry)
    {
        file.RefuseExisting();
        bool isFree = MakeRoom(entry);
        try
        {
            file.Complete();
        }
        catch (MigrationException) when (isFree)
        {
            Keep(entry, () => _names.Move(entry.Kept, entry.Path));
            throw;
        }
    }

    /// <returns>Whether the former file could only be moved, so that its name is free for a moment.</returns>
    private bool MakeRoom(JournaledFile file)
    {
        if (!File.Exists(file.Path)) return false;
        if (File.Exists(file.Kept))
        {
            // An attempt before this one came to an end behind this step; its unfinished file still has no name, so what has the name is not of the run.
            if (FileStamp.Of(file.Kept) == FileStamp.Of(file.Path)) return false;
            throw new MigrationException(FileJournalMessages.WrittenMeanwhile.At(null, file.Path, file.Kept));
        }
        bool moved = false;
        Keep(file, () =>
        {
            if (_names.TryLink(file.Path, file.Kept)) return;
            _names.Move(file.Path, file.Kept);
            moved = true;
        });
        return moved;
    }

    private static void Keep(JournaledFile file, Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (FileFailures.IsFileTrouble(e))
        {
            throw new MigrationException(FileJournalMessages.NotKept.At(null, file.Path, file.Kept, e.Message), inner: e);
        }
    }
}
