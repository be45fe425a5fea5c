using System.IO.Hashing;
using DataMigration.Connectors.Sql.Staging;
using DataMigration.Failures;
using Microsoft.Data.SqlClient;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Opens a load: looks the table up or makes it, and puts together what the chunk algorithm needs.</summary>
internal static class SqlServerLoad
{
    private const string Stand = "#datamigration_target";

    public static async ValueTask<(ITargetWriter Writer, SqlServerTable Table)> OpenAsync(SqlServerConnection database, SqlWrite asked, CancellationToken cancellationToken)
    {
        var session = new SqlServerSession(database, asked, locks: true);
        try
        {
            await session.ConnectAsync(cancellationToken);
            await session.ReserveAsync(cancellationToken);
            await SqlServerRunJournal.PrepareAsync(await session.ConnectAsync(cancellationToken), database, asked, cancellationToken);
            bool inOne = asked.Atomic || asked.DryRun, resumes = asked.Checkpoints?.Resume is not null;
            if (!inOne && !resumes)
                await session.RunOnceAsync(asked.Before, after: false, cancellationToken);
            var found = await session.FindTableAsync(cancellationToken);
            SqlTableCheck.Require(asked, found, database, makes: asked.Create && !resumes);
            var table = found ?? SqlServerDefinition.Table(asked);
            var (journal, making) = await SqlServerRunJournal.OpenAsync(await session.ConnectAsync(cancellationToken), database, asked, Fitted(asked, table), table, isMade: found is null, cancellationToken);
            var plan = Plan(asked, table, exists: found is not null, session.Notes.IsLoaded, journal);
            plan.Prepare(session, [.. inOne ? asked.Before : [], .. making, .. plan.First]);
            // What switches rules off locks the table for one transaction alone.
            var others = Enumerable.Range(1, asked.DryRun || plan.Begin.Count > 0 ? 0 : asked.Connections - 1).Select(_ => new SqlServerSession(database, asked, locks: false)).ToList();
            for (int i = 0; i < others.Count; i++)
            {
                plan.Prepare(others[i], first: []);
                others[i].Notes.Join(session.Notes, i + 1);
            }
            return (Writer(session, others, plan), table);
        }
        catch (StageRowException e)
        {
            await session.DisposeAsync();
            throw new MigrationException(SqlServerMessages.Refused.At(asked.Span, database.Description, e.Error.Text, (e.InnerException as SqlException)?.Number), inner: e);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>For a worker.</summary>
    public static IBlockEncoder Encoder(SqlWrite asked, SqlServerTable table)
    {
        var write = Fitted(asked, table);
        return new SqlServerEncoder(write, SentFields(write), table, IsKeyed(write));
    }

    /// <summary>All that a load runs, for tests too.</summary>
    public static SqlServerPlan Plan(SqlWrite asked, SqlServerTable table, bool exists, bool isLoaded = false, SqlServerRunJournal? journal = null)
    {
        var write = Fitted(asked, table);
        var fields = SentFields(write);
        string own = SqlServerText.Quote(table.Name);
        // A dry run of a load that empties its table must not lock out the readers of that: it fills a copy.
        bool stands = write.DryRun && exists && write.Mode is SqlMode.Truncate or SqlMode.Replace;
        var replacement = write.Mode == SqlMode.Replace && exists && !stands && !isLoaded ? new SqlServerReplacement(table, write.FireTriggers, write.CheckConstraints) : null;
        var first = new List<string>();
        // What a load that is taken up did first, it has done.
        if (write.Checkpoints?.Resume is null)
        {
            if (!exists) first.AddRange(SqlServerDefinition.Create(asked));
            else if (stands) first.Add(SqlServerStatements.CreateStand(table, Stand));
            else if (replacement is not null) first.AddRange(replacement.Make);
            else if (write.Mode == SqlMode.Truncate && table.CanTruncate) first.Add($"TRUNCATE TABLE {own}");
            else if (write.Mode == SqlMode.Truncate) first.AddRange([.. Triggers(write, table, "DISABLE"), $"DELETE FROM {own}"]);
        }
        string target = stands ? Stand : replacement?.Beside ?? own;
        bool isItself = !stands && replacement is null;
        return new SqlServerPlan
        {
            Write = write,
            Table = table,
            Fields = fields,
            Target = target,
            Statements = new SqlServerStatements(write, fields, table, target, journal),
            Journal = journal,
            Constraints = Constraints(write, fields, table),
            First = first,
            Begin = isItself ? [.. Triggers(write, table, "DISABLE"), .. Rules(write, table, "NOCHECK")] : [],
            End = isItself ? [.. Triggers(write, table, "ENABLE"), .. Rules(write, table, "CHECK")] : [],
            Broken = write.CheckConstraints || stands ? [] : [.. Broken(table, target)],
            Trust = isItself && !write.CheckConstraints && exists ? [.. RuleNames(table).Select(r => $"ALTER TABLE {own} WITH CHECK CHECK CONSTRAINT {SqlServerText.Quote(r)}")] : [],
            Reseed = write.Mode is not (SqlMode.Update or SqlMode.Delete) && write.Inserted.Any(f => table.Column(write.Schema[f].Name).Identity) && !write.DryRun ? $"DBCC CHECKIDENT ({SqlServerText.Literal(own)}, RESEED) WITH NO_INFOMSGS" : null,
            Replacement = replacement,
            IsStand = stands,
            TriggersFire = !stands && write.FireTriggers,
        };
    }

    private static StagedWriter Writer(SqlServerSession session, IReadOnlyList<SqlServerSession> others, SqlServerPlan plan) => new(new StagedLoad
    {
        Write = plan.Write,
        Session = session,
        Others = others,
        Ranges = session.Notes.Ranges,
        Statements = plan.Statements,
        Constraints = plan.Constraints,
        Encoder = new SqlServerEncoder(plan.Write, plan.Fields, plan.Table, IsKeyed(plan.Write)),
        Hash = static (chunk, row) => XxHash128.HashToUInt128(chunk.Bytes(row)),
        // Such an index takes rows away without a word: only the stage's queries tell which.
        Straight = !plan.Table.Indexes.Any(i => i.IgnoresDuplicates) && !plan.IsStand && plan.Journal is null or { IsWhole: true },
        CountsInserts = false,
        AlwaysCareful = plan.IsStand || plan.Table.Indexes.Any(i => i.IgnoresDuplicates),
        SpillFolder = plan.Write.SpillFolder,
        Abandon = plan.Replacement is { } replacement ? () => AbandonAsync(session, replacement) : null,
        Complete = (rows, token) => CompleteAsync(session, others, plan, rows, token),
    });

    /// <summary>What the table fills by itself is left out; a number that the server gave is never changed.</summary>
    private static SqlWrite Fitted(SqlWrite asked, SqlServerTable table)
    {
        var write = asked.For(table, StringComparer.OrdinalIgnoreCase);
        return write with { Updated = [.. write.Updated.Where(f => !table.Column(write.Schema[f].Name).Identity)] };
    }

    private static int[] SentFields(SqlWrite write) => write.Mode == SqlMode.Delete ? write.Key
        : [.. write.Key.Where(k => IsKeyed(write) || write.Inserted.Contains(k)).Concat(write.Inserted).Concat(IsKeyed(write) ? write.Updated : []).Distinct()];

    private static bool IsKeyed(SqlWrite write) => write.Mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete;

    /// <summary>Those that read only columns which the load fills, by the names of the fields.</summary>
    private static StageConstraints Constraints(SqlWrite write, int[] fields, SqlServerTable table)
    {
        var known = fields.Where(f => write.WritesAlways(f) && SqlServerStatements.StandsOnStage(table.Column(write.Schema[f].Name))).ToDictionary(f => write.Schema[f].Name, f => write.Schema[f].Name, StringComparer.OrdinalIgnoreCase);
        bool All(IEnumerable<string> columns) => columns.All(known.ContainsKey);
        List<string> Fields(IEnumerable<string> columns) => [.. columns.Select(c => known.GetValueOrDefault(c, c))];
        var uniques = table.Indexes.Where(i => i.CoversValues && All(i.Columns.Select(c => c.Column))).Select(i => new StageUnique(i.Name, Fields(i.Columns.Select(c => c.Column)), NullsEqual: i.Filter is null));
        if (!write.CheckConstraints) return new StageConstraints([.. uniques], [], []);
        var foreign = table.ForeignKeys.Where(k => All(k.Columns)).Select(k => new StageForeignKey(k.Name, Fields(k.Columns), SqlServerText.Quote(k.Parent), k.Parent.Name, k.IsSelf ? Fields(k.ParentColumns) : k.ParentColumns, Full: false, k.IsSelf));
        var checks = table.Checks.Where(c => c.Columns.Count > 0 && All(c.Columns)).Select(c => c with { Columns = Fields(c.Columns) });
        return new StageConstraints([.. uniques], [.. foreign], [.. checks]);
    }

    /// <summary>Off inside each transaction only: whatever happens, they are on when it is over.</summary>
    private static IEnumerable<string> Triggers(SqlWrite write, SqlServerTable table, string action) =>
        write.FireTriggers ? [] : table.Triggers.Select(t => $"ALTER TABLE {SqlServerText.Quote(table.Name)} {action} TRIGGER {SqlServerText.Quote(t.Name)}");

    /// <inheritdoc cref="Triggers"/>
    private static IEnumerable<string> Rules(SqlWrite write, SqlServerTable table, string action) =>
        write.CheckConstraints ? [] : RuleNames(table).Select(r => $"ALTER TABLE {SqlServerText.Quote(table.Name)} {action} CONSTRAINT {SqlServerText.Quote(r)}");

    private static IEnumerable<string> RuleNames(SqlServerTable table) => table.Checks.Select(c => c.Name).Concat(table.ForeignKeys.Select(k => k.Name));

    private static IEnumerable<(string Name, string Query)> Broken(SqlServerTable table, string target)
    {
        foreach (var key in table.ForeignKeys)
        {
            string parent = key.IsSelf ? target : SqlServerText.Quote(key.Parent);
            string some = string.Join(" AND ", key.Columns.Select(c => $"t.{SqlServerText.Quote(c)} IS NOT NULL"));
            string same = string.Join(" AND ", key.Columns.Zip(key.ParentColumns).Select(p => $"p.{SqlServerText.Quote(p.Second)} = t.{SqlServerText.Quote(p.First)}"));
            yield return (key.Name, $"SELECT COUNT_BIG(*) FROM {target} AS t WHERE {some} AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE {same})");
        }
        foreach (var check in table.Checks) yield return (check.Name, $"SELECT COUNT_BIG(*) FROM {target} AS t WHERE NOT ({check.Expression})");
    }

    private static async Task CompleteAsync(SqlServerSession session, IReadOnlyList<SqlServerSession> others, SqlServerPlan plan, long rows, CancellationToken cancellationToken)
    {
        var write = plan.Write;
        bool inOne = write.Atomic || write.DryRun;
        // A load without rows makes, empties and replaces its table all the same.
        await session.BeginAsync(cancellationToken);
        await session.OpenTransactionAsync(cancellationToken);
        await session.NoteLoadedAsync(cancellationToken);
        // What is not committed yet is kept from being so.
        bool before = inOne || plan.Replacement is not null;
        if (before) await VerifyAsync(session, plan, cancellationToken);
        if (plan.Replacement is not null) await plan.Replacement.SwapAsync(session, write, rows, plan.Journal, cancellationToken);
        if (inOne)
            foreach (string statement in write.After) await session.RunAsync(statement, cancellationToken);
        if (plan.Journal is { IsWhole: true } journal && !session.Notes.IsLoaded) await session.RunPatientlyAsync(journal.Ending, cancellationToken);
        if (write.DryRun) return;
        await session.CommitAsync(null, cancellationToken);
        await session.ForgetCommitsAsync(cancellationToken);
        foreach (var other in others) await other.ForgetCommitsAsync(cancellationToken);
        if (!before) await VerifyAsync(session, plan, cancellationToken);
        foreach (string statement in plan.Trust) await session.TryRunAsync(statement, cancellationToken);
        if (plan.Reseed is not null) await session.TryRunAsync(plan.Reseed, cancellationToken);
        if (!inOne) await session.RunOnceAsync(write.After, after: true, cancellationToken);
        await session.NoteCompletedAsync(cancellationToken);
    }

    private static async Task VerifyAsync(SqlServerSession session, SqlServerPlan plan, CancellationToken cancellationToken)
    {
        var broken = new List<string>();
        foreach (var (name, query) in plan.Broken)
            if ((await session.QueryAsync(query, r => r.GetInt64(0), cancellationToken))[0] is > 0 and var rows) broken.Add(rows == 1 ? $"{name}: 1 row" : $"{name}: {rows} rows");
        if (broken.Count > 0) throw new MigrationException(SqlMessages.ConstraintsBroken.At(plan.Write.Span, plan.Write.Table, string.Join(", ", broken)));
    }

    /// <summary>Whoever disposes has another failure to tell of.</summary>
    private static async Task AbandonAsync(SqlServerSession session, SqlServerReplacement replacement)
    {
        try
        {
            await session.UndoAsync(CancellationToken.None);
            await session.ConnectAsync(CancellationToken.None);
            await session.RunOutsideAsync(replacement.Drop, CancellationToken.None);
        }
        catch (Exception e) when (e is MigrationException or StageRowException)
        {
            // The next load drops it before it makes its own.
        }
    }
}
