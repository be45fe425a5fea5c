using DataMigration.Journals;

namespace DataMigration.Connectors.Files.Journals;

/// <summary>Keeper of the journals of file targets: each is a file in the folder of its run, and beside the files that were replaced stand the former ones. What keeps runs of the pipeline away meanwhile is its lock in the history.</summary>
public sealed class FileJournals : IJournalKeeper
{
    public ValueTask<IJournal?> OpenJournalAsync(CheckpointPlace place, JournalAddress address, CancellationToken cancellationToken)
    {
        var file = new JournalFile(address.Text, FileNames.Disk);
        return ValueTask.FromResult<IJournal?>(file.Read(place) is { } load ? new FileJournal(file, place, load, FileNames.Disk) : null);
    }
}
