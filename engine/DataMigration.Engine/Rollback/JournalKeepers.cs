using DataMigration.Catalogue;
using DataMigration.Configuration;
using DataMigration.Connectors;
using DataMigration.Failures;
using DataMigration.Journals;
using DataMigration.State;

namespace DataMigration.Rollback;

/// <summary>Finds who keeps the journals of a run: connections of the project file, and the keeper of files.</summary>
internal sealed class JournalKeepers(ComponentCatalogue catalogue, LoadedPipeline project)
{
    private readonly Dictionary<string, IJournalKeeper> _connections = new(StringComparer.Ordinal);

    /// <summary>Opens a journal.</summary>
    /// <returns>Null when nothing is there.</returns>
    /// <exception cref="MigrationException">It cannot be reached.</exception>
    public async ValueTask<IJournal?> OpenAsync(RunRecord record, TargetJournal journal, CancellationToken cancellationToken) =>
        await KeeperOf(record, journal).OpenJournalAsync(new CheckpointPlace(record.Pipeline, journal.Target, record.Run), journal.Address, cancellationToken);

    /// <summary>Takes away all journals of a run.</summary>
    public async Task ForgetAsync(RunRecord record, CancellationToken cancellationToken)
    {
        foreach (var journal in record.Journals is { } text ? RunJournals.Parse(text).Targets : [])
        {
            await using var opened = await OpenAsync(record, journal, cancellationToken);
            if (opened is not null) await opened.ForgetAsync(cancellationToken);
        }
    }

    private IJournalKeeper KeeperOf(RunRecord record, TargetJournal journal)
    {
        if (journal.Address.Keeper is not { } name) return catalogue.JournalKeeper ?? throw new MigrationException(RollbackMessages.NoConnection.At(null, record.Run, "files", "this program does not have"));
        if (_connections.TryGetValue(name, out var known)) return known;
        if (!project.Project!.Connections.TryGetValue(name, out var connection)) throw new MigrationException(RollbackMessages.NoConnection.At(null, record.Run, name, "the project file does not have"));
        return _connections[name] = connection.Connection.Create<IConnection>() as IJournalKeeper
            ?? throw new MigrationException(RollbackMessages.NoConnection.At(connection.Connection.Span, record.Run, name, "keeps no journals"));
    }
}
