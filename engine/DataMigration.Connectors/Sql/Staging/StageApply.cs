namespace DataMigration.Connectors.Sql.Staging;

/// <summary>Writes the staged rows into the target, all at once where nothing speaks against it.</summary>
internal sealed class StageApply(SqlWrite write, IStageStatements statements, IStageSession session, bool countsInserts)
{
    private const string Range = "datamigration_range";

    public long Inserted { get; private set; }

    public long Changed { get; private set; }

    public long Deleted { get; private set; }

    /// <exception cref="StageRowException">Some row was refused; what was written is still there.</exception>
    public async Task AllAsync(StageChunk chunk, StageDecision decision, CancellationToken cancellationToken)
    {
        (Inserted, Changed, Deleted) = (0, 0, 0);
        if (decision.Gone.Count > 0) await session.UnstageAsync(decision.Gone, cancellationToken);
        int low = 0;
        foreach (int cut in decision.Cuts.Append(chunk.Rows.Length))
        {
            await RangeAsync(low, cut - 1, Alive(decision, low, cut - 1), cancellationToken);
            low = cut;
        }
    }

    /// <summary>The same in ever smaller ranges, from left to right, until every row that is refused stands alone.</summary>
    /// <returns>What the database said of them.</returns>
    public async Task<Dictionary<int, StageRowError?>> SplitAsync(StageChunk chunk, StageDecision decision, CancellationToken cancellationToken)
    {
        (Inserted, Changed, Deleted) = (0, 0, 0);
        if (decision.Gone.Count > 0) await session.UnstageAsync(decision.Gone, cancellationToken);
        var refused = new Dictionary<int, StageRowError?>();
        int low = 0;
        foreach (int cut in decision.Cuts.Append(chunk.Rows.Length))
        {
            await SplitAsync(chunk, decision, low, cut - 1, refused, cancellationToken);
            low = cut;
        }
        return refused;
    }

    private async Task SplitAsync(StageChunk chunk, StageDecision decision, int low, int high, Dictionary<int, StageRowError?> refused, CancellationToken cancellationToken)
    {
        int alive = Alive(decision, low, high);
        if (alive == 0) return;
        await session.SaveAsync(Range, cancellationToken);
        var counts = (Inserted, Changed, Deleted);
        try
        {
            await RangeAsync(low, high, alive, cancellationToken);
            await session.ReleaseAsync(Range, cancellationToken);
            return;
        }
        catch (StageRowException e)
        {
            await session.GoBackAsync(Range, cancellationToken);
            (Inserted, Changed, Deleted) = counts;
            if (chunk.Rows[low].Family == chunk.Rows[high].Family)
            {
                await BlameAsync(decision, low, high, e.Error, refused, cancellationToken);
                await session.ReleaseAsync(Range, cancellationToken);
                return;
            }
            await session.ReleaseAsync(Range, cancellationToken);
        }
        int middle = low + ((high - low) / 2);
        // Never inside a family.
        int left = middle;
        while (left > low && chunk.Rows[left].Family == chunk.Rows[left + 1].Family) left--;
        if (chunk.Rows[left].Family == chunk.Rows[left + 1].Family)
            for (left = middle; chunk.Rows[left].Family == chunk.Rows[left + 1].Family;) left++;
        await SplitAsync(chunk, decision, low, left, refused, cancellationToken);
        await SplitAsync(chunk, decision, left + 1, high, refused, cancellationToken);
    }

    /// <summary>Which row of a family it was: the first one that is refused with those before it.</summary>
    private async Task BlameAsync(StageDecision decision, int low, int high, StageRowError error, Dictionary<int, StageRowError?> refused, CancellationToken cancellationToken)
    {
        var counts = (Inserted, Changed, Deleted);
        int guilty = low;
        for (int row = low; row < high; row++)
        {
            if (!decision.IsAlive(row)) continue;
            guilty = row;
            try
            {
                await RangeAsync(row, row, 1, cancellationToken);
                guilty = high;
            }
            catch (StageRowException e)
            {
                error = e.Error;
                break;
            }
        }
        if (low < high) await session.GoBackAsync(Range, cancellationToken);
        (Inserted, Changed, Deleted) = counts;
        refused.Add(low == high ? low : guilty, error == LeftOut ? null : error);
    }

    private static readonly StageRowError LeftOut = new(SqlRules.Trigger, null, null, "left out");

    private async Task RangeAsync(int low, int high, int rows, CancellationToken cancellationToken)
    {
        if (rows == 0) return;
        switch (write.Mode)
        {
            case SqlMode.Delete:
                Deleted += await ExecuteAsync(statements.Delete, low, high, cancellationToken);
                return;
            case SqlMode.Update:
                if (statements.Update is { } change) Changed += await ExecuteAsync(change, low, high, cancellationToken);
                return;
            case SqlMode.Upsert:
            case SqlMode.InsertNew when write.Duplicates == DuplicatePolicy.Last:
                if (statements.Update is { } update) Changed += await ExecuteAsync(update, low, high, cancellationToken);
                Inserted += await ExecuteAsync(statements.InsertMissing, low, high, cancellationToken);
                return;
            default:
                int inserted = await session.ExecuteAsync(statements.Insert, low, high, cancellationToken);
                Inserted += inserted;
                if (countsInserts && inserted != rows) throw new StageRowException(LeftOut, new InvalidOperationException("A trigger left rows out."));
                return;
        }
    }

    /// <summary>What a trigger leaves out must not count as written.</summary>
    private async Task<int> ExecuteAsync(string statement, int low, int high, CancellationToken cancellationToken)
    {
        long? meant = countsInserts && statements.CountOf(statement) is { } count ? (await session.QueryAsync(count, low, high, r => r.GetInt64(0), cancellationToken))[0] : null;
        int written = await session.ExecuteAsync(statement, low, high, cancellationToken);
        return meant is null || meant == written ? written : throw new StageRowException(LeftOut, new InvalidOperationException("A trigger left rows out."));
    }

    private static int Alive(StageDecision decision, int low, int high)
    {
        if (decision.Gone.Count == 0) return high - low + 1;
        int count = 0;
        for (int row = low; row <= high; row++) count += decision.IsAlive(row) ? 1 : 0;
        return count;
    }
}
