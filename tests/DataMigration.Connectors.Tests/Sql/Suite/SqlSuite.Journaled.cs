using DataMigration.Data;
using DataMigration.Journals;
using DataMigration.Tests.Conformance;

namespace DataMigration.Connectors.Sql.Suite;

/// <summary>Loads that keep a journal, and what undoes them.</summary>
public abstract partial class SqlSuite
{
    private protected static JournalRequest Journal => new(Place, Path.GetTempPath());

    private protected static async Task<Outcome> JournaledAsync(IDatabaseUnderTest database, SqlTargetOptions options, RecordSchema schema, object?[][][][] chunks, bool complete = true, JournalRequest? journal = null)
    {
        var request = journal ?? Journal;
        await using var load = await OpenLoad.StartAsync(Target(database.Connect(), options), schema, pipeline: request.Place.Pipeline, journal: request);
        foreach (object?[][][] batches in chunks)
        {
            await load.WriteAsync(batches);
            await load.CommitAsync();
        }
        if (complete) await load.CompleteAsync();
        return load.Outcome;
    }

    private protected static async Task<IJournal?> OpenJournalAsync(IDatabaseUnderTest database, SqlTargetOptions options, JournalRequest? journal = null)
    {
        var request = journal ?? Journal;
        var connection = database.Connect();
        var address = Target(connection, options).JournalOf(request);
        return await ((IJournalKeeper)connection).OpenJournalAsync(request.Place, address, default);
    }

    private protected static async Task<UndoResult> UndoAsync(IDatabaseUnderTest database, SqlTargetOptions options, bool force = false, JournalRequest? journal = null)
    {
        await using var opened = await OpenJournalAsync(database, options, journal);
        if (opened is null) return new UndoResult(0, 0, []);
        opened.Obstacle.Should().BeNull();
        return await opened.UndoAsync(force, new Progress<long>(), default);
    }
}
