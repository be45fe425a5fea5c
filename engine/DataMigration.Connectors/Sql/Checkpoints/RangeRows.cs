namespace DataMigration.Connectors.Sql.Checkpoints;

/// <summary>
/// The rows of <c>datamigration_ranges</c> that belong to a target: which rows each further connection of a load has committed last, kept in the transaction of these rows. The checkpoint that stands
/// for them all follows; where it has not, they lie before it. Each bears the load's fence, so that no connection of a process that was taken for dead commits any more.
/// </summary>
internal sealed class RangeRows(ILedger ledger, CheckpointPlace place)
{
    public const string TableName = "datamigration_ranges";

    private const string Columns = "pipeline {key} NOT NULL, target {key} NOT NULL, part {number} NOT NULL, fence {number} NOT NULL, content {text}, PRIMARY KEY (pipeline, target, part)";

    private string Table => ledger.NameOf(TableName);

    private string Where => $"pipeline = {ledger.Parameter(1)} AND target = {ledger.Parameter(2)}";

    private object?[] Key => [place.Pipeline, place.Target];

    /// <summary>Makes the rows the load's own. A connection of an earlier process that is about to commit is waited for.</summary>
    /// <param name="resume">Whether it goes on with what has been committed.</param>
    /// <param name="fence">The load's.</param>
    /// <param name="others">Connections besides the first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What stands, some of it perhaps from before the checkpoint.</returns>
    public async Task<IReadOnlyList<CommittedRange>> OpenAsync(bool resume, long fence, int others, CancellationToken cancellationToken)
    {
        if (!await ledger.HasTableAsync(TableName, cancellationToken))
        {
            if (others == 0) return [];
            await ledger.RunAsync(ledger.Create(TableName, Columns), [], cancellationToken);
        }
        if (resume) await ledger.RunAsync($"UPDATE {Table} SET fence = {ledger.Parameter(3)} WHERE {Where}", [.. Key, fence], cancellationToken);
        else await DiscardAsync(cancellationToken);
        var rows = await ledger.RowsAsync($"SELECT part, content FROM {Table} WHERE {Where}", Key, cancellationToken);
        for (long part = 1; part <= others; part++)
            if (!rows.Any(r => (long)r[0]! == part))
                await ledger.RunAsync($"INSERT INTO {Table} (pipeline, target, part, fence, content) VALUES ({string.Join(", ", Enumerable.Range(1, 4).Select(ledger.Parameter))}, NULL)", [.. Key, part, fence], cancellationToken);
        return [.. rows.Select(r => r[1]).OfType<string>().Select(CommittedRange.Parse)];
    }

    /// <summary>Notes what a connection is about to commit.</summary>
    /// <returns>Whether the load is still this process's.</returns>
    public async Task<bool> KeepAsync(int part, long fence, string range, CancellationToken cancellationToken) =>
        await ledger.RunAsync($"UPDATE {Table} SET content = {ledger.Parameter(5)} WHERE {Where} AND part = {ledger.Parameter(3)} AND fence = {ledger.Parameter(4)}", [.. Key, (long)part, fence, range], cancellationToken) == 1;

    /// <summary>Whether that is what stands there.</summary>
    public async Task<bool> HasKeptAsync(int part, long fence, string range, CancellationToken cancellationToken) =>
        await ledger.RowsAsync($"SELECT content FROM {Table} WHERE {Where} AND part = {ledger.Parameter(3)} AND fence = {ledger.Parameter(4)}", [.. Key, (long)part, fence], cancellationToken) is [[string content]] && content == range;

    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        if (await ledger.HasTableAsync(TableName, cancellationToken)) await ledger.RunAsync($"DELETE FROM {Table} WHERE {Where}", Key, cancellationToken);
    }
}
