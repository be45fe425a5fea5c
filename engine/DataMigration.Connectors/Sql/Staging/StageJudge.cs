using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>
/// Decides which rows of a staged chunk are to be written, so that exactly those are refused which a load row by row would refuse. Equal values are resolved here, in
/// the order of the rows and over all unique indexes together; everything else by a query a constraint.
/// </summary>
internal sealed class StageJudge(SqlWrite write, StageConstraints constraints, IStageStatements statements, IStageSession session, WrittenKeys written, Func<int, UInt128> hash)
{
    private bool IsKeyed => write.Mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete;

    /// <param name="known">Rows that turned out to be refused by what no query foresees.</param>
    /// <param name="suspects">The constraints that are asked, which costs a query or two each; the key's own rules always are.</param>
    public async Task<StageDecision> DecideAsync(StageChunk chunk, IReadOnlyDictionary<int, RowFailure> known, StageConstraints suspects, CancellationToken cancellationToken)
    {
        var refusals = new StageRefusals(chunk, write, constraints);
        var certain = new Dictionary<int, RowFailure>(known);
        var skipped = IsKeyed ? await SkippedAsync(chunk, cancellationToken) : [];
        // What was refused has been looked up already, or has a key that cannot be.
        skipped.ExceptWith(known.Keys);
        var groups = new List<(int Row, int Group, StageUnique Unique)>();
        var parents = new List<(StageForeignKey Key, List<(int Row, int? Parent)> Rows)>();
        foreach (var check in suspects.Checks)
            foreach (int row in await BreakersAsync(check, cancellationToken)) certain.TryAdd(row, refusals.Breaker(row, check));
        foreach (var key in suspects.ForeignKeys)
        {
            if (key.IsSelf) parents.Add((key, await session.QueryAsync(statements.Orphans(key), r => (r.GetInt32(0), r.IsDBNull(1) ? (int?)null : r.GetInt32(1)), cancellationToken)));
            else foreach (int row in await session.QueryAsync(statements.Orphans(key), r => r.GetInt32(0), cancellationToken)) certain.TryAdd(row, refusals.Orphan(row, key));
        }
        var held = await HeldAsync(cancellationToken);
        foreach (var unique in Uniques(suspects).Union(held.Select(h => h.Unique)))
        {
            foreach (int row in await session.QueryAsync(statements.Taken(unique, IsKeyed), r => r.GetInt32(0), cancellationToken)) certain.TryAdd(row, refusals.Taken(row, unique));
            groups.AddRange(await session.QueryAsync(statements.Shared(unique), r => (r.GetInt32(0), r.GetInt32(1), unique), cancellationToken));
        }
        while (true)
        {
            var decision = new StageDecision(chunk);
            foreach (int row in skipped) decision.Skip(row);
            Resolve(chunk, decision, certain, groups, held, refusals);
            // Who loses its parent frees what it had claimed, so others may be written after all.
            var lost = Lost(decision, parents);
            if (lost.Count == 0) return decision;
            foreach (var (row, key) in lost) certain.TryAdd(row, refusals.Orphan(row, key));
        }
    }

    /// <summary>An expression that fails on a row (divides by zero, say) is left to the table itself.</summary>
    private async Task<List<int>> BreakersAsync(StageCheck check, CancellationToken cancellationToken)
    {
        const string name = "datamigration_check";
        await session.SaveAsync(name, cancellationToken);
        try
        {
            return await session.QueryAsync(statements.Breakers(check), r => r.GetInt32(0), cancellationToken);
        }
        catch (StageRowException)
        {
            await session.GoBackAsync(name, cancellationToken);
            return [];
        }
        finally
        {
            await session.ReleaseAsync(name, cancellationToken);
        }
    }

    /// <summary>The key's own index is not asked where rows of an existing key are changed.</summary>
    private IEnumerable<StageUnique> Uniques(StageConstraints suspects)
    {
        if (write.Mode == SqlMode.Delete) return [];
        var key = write.Key.Select(f => write.Schema[f].Name).ToHashSet(StringComparer.Ordinal);
        return suspects.Uniques.Where(u => !IsKeyed || !u.Columns.All(key.Contains));
    }

    /// <summary>Unique values in rows that this chunk may change: who takes them over must come after who gives them up, which the order within a statement does not tell.</summary>
    private async Task<List<(int Row, int Holder, StageUnique Unique)>> HeldAsync(CancellationToken cancellationToken)
    {
        var held = new List<(int, int, StageUnique)>();
        if (write.Mode is not (SqlMode.Upsert or SqlMode.Update) && !(write.Mode == SqlMode.InsertNew && write.Duplicates == DuplicatePolicy.Last)) return held;
        foreach (var unique in Uniques(constraints))
            held.AddRange(await session.QueryAsync(statements.Held(unique), r => (r.GetInt32(0), r.GetInt32(1), unique), cancellationToken));
        return held;
    }

    private async Task<HashSet<int>> SkippedAsync(StageChunk chunk, CancellationToken cancellationToken)
    {
        if (write.Mode == SqlMode.Upsert) return [];
        var existing = (await session.QueryAsync(statements.Existing, r => r.GetInt32(0), cancellationToken)).ToHashSet();
        if (write.Mode != SqlMode.InsertNew) return [.. Enumerable.Range(0, chunk.Rows.Length).Where(row => !existing.Contains(row) && !written.Contains(hash(row)))];
        // A key that this run has written itself did not stand there before it.
        return [.. existing.Where(row => !written.Contains(hash(row)))];
    }

    /// <summary>
    /// Row after row claims its values; one that meets a claimed value is refused, with its family, and claims nothing. Whether a key comes again is asked first: a row that
    /// is left out for it breaks nothing.
    /// </summary>
    private void Resolve(StageChunk chunk, StageDecision decision, Dictionary<int, RowFailure> certain, List<(int Row, int Group, StageUnique Unique)> groups,
        List<(int Row, int Holder, StageUnique Unique)> held, StageRefusals refusals)
    {
        var shared = groups.ToLookup(g => g.Row);
        var holders = held.ToLookup(h => h.Row);
        var claimed = new Dictionary<(StageUnique, int), int>();
        var keys = new Dictionary<UInt128, int>();
        int cut = 0;
        for (int start = 0, end; start < chunk.Rows.Length; start = end)
        {
            for (end = start + 1; end < chunk.Rows.Length && chunk.Rows[end].Family == chunk.Rows[start].Family;) end++;
            var own = new List<Action>();
            bool refused = false;
            for (int row = start; row < end; row++)
            {
                if (!decision.IsAlive(row)) continue;
                if (IsKeyed && !Claim(row)) refused = true;
                if (decision.IsAlive(row) && certain.TryGetValue(row, out var failure))
                {
                    decision.Refuse(row, failure);
                    refused = true;
                }
                foreach (var (_, holder, unique) in holders[row])
                {
                    if (!decision.IsAlive(row)) break;
                    // The row that holds the value gives it up if an earlier one has changed it.
                    if (keys.TryGetValue(hash(holder), out int changing) && !Share(changing, row, unique))
                    {
                        if (changing >= cut) decision.Cuts.Add(cut = row);
                        continue;
                    }
                    decision.Refuse(row, refusals.Taken(row, unique));
                    refused = true;
                }
                foreach (var (_, group, unique) in shared[row])
                {
                    if (!decision.IsAlive(row)) break;
                    if (claimed.TryGetValue((unique, group), out int holder))
                    {
                        decision.Claimants.Add(holder);
                        decision.Refuse(row, refusals.Shared(row, unique));
                        refused = true;
                    }
                    else
                    {
                        claimed.Add((unique, group), row);
                        own.Add(() => claimed.Remove((unique, group)));
                    }
                }
            }
            if (refused) foreach (var release in own.AsEnumerable().Reverse()) release();

            bool Share(int one, int other, StageUnique unique) =>
                shared[one].Any(g => g.Unique == unique && shared[other].Any(o => o.Unique == unique && o.Group == g.Group));

            bool Claim(int row)
            {
                var key = hash(row);
                bool inChunk = keys.TryGetValue(key, out int earlier);
                if (!inChunk && !written.Contains(key))
                {
                    keys.Add(key, row);
                    own.Add(() => keys.Remove(key));
                    return true;
                }
                if (inChunk) decision.Claimants.Add(earlier);
                if (write.Duplicates == DuplicatePolicy.Reject)
                {
                    decision.Refuse(row, refusals.Duplicate(row));
                    return false;
                }
                if (write.Duplicates == DuplicatePolicy.First)
                {
                    decision.Skip(row);
                    return true;
                }
                keys[key] = row;
                if (!inChunk)
                {
                    own.Add(() => keys.Remove(key));
                    return true;
                }
                if (earlier >= cut) decision.Cuts.Add(cut = row);
                own.Add(() => keys[key] = earlier);
                // The row that is replaced gives back what it had claimed.
                foreach (var (_, group, unique) in shared[earlier])
                {
                    if (!claimed.TryGetValue((unique, group), out int holder) || holder != earlier) continue;
                    claimed.Remove((unique, group));
                    own.Add(() => claimed[(unique, group)] = earlier);
                }
                return true;
            }
        }
    }

    private static List<(int Row, StageForeignKey Key)> Lost(StageDecision decision, List<(StageForeignKey Key, List<(int Row, int? Parent)> Rows)> parents)
    {
        var lost = new List<(int, StageForeignKey)>();
        foreach (var (key, rows) in parents)
            foreach (var row in rows.GroupBy(r => r.Row))
                if (decision.IsAlive(row.Key) && !row.Any(r => r.Parent is { } parent && decision.IsAlive(parent))) lost.Add((row.Key, key));
        return lost;
    }
}
