using System.Buffers.Binary;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using DataMigration.Connectors.Sql.Staging;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Opens a load: looks the table up or makes it, and puts together what the chunk algorithm needs.</summary>
internal static class PostgresLoad
{
    private const string Stage = "pg_temp.datamigration_stage";
    private const string Stand = "pg_temp.datamigration_target";

    public static async ValueTask<(ITargetWriter Writer, PostgresTable Table)> OpenAsync(PostgresConnection database, SqlWrite asked, CancellationToken cancellationToken)
    {
        var session = new PostgresSession(database, asked, locks: true);
        try
        {
            return await OpenAsync(database, session, asked, cancellationToken);
        }
        catch (StageRowException e)
        {
            await session.DisposeAsync();
            throw new MigrationException(SqlMessages.StatementRefused.At(asked.Span, database.Description, e.Error.Text, "Correct the statement or what it asks for; the message is the database's own."), inner: e);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>For a worker.</summary>
    public static IBlockEncoder Encoder(SqlWrite write, PostgresTable table)
    {
        write = write.For(table, StringComparer.Ordinal);
        return new PostgresEncoder(write, Sent(write, table), table);
    }

    private static async Task<(ITargetWriter Writer, PostgresTable Table)> OpenAsync(PostgresConnection database, PostgresSession session, SqlWrite asked, CancellationToken cancellationToken)
    {
        await session.ConnectAsync(cancellationToken);
        await session.ReserveAsync(cancellationToken);
        await PostgresJournal.PrepareAsync(await session.ConnectAsync(cancellationToken), database, asked, cancellationToken);
        bool inOne = asked.Atomic || asked.DryRun, resumes = asked.Checkpoints?.Resume is not null;
        if (!inOne && !resumes) await session.RunOnceAsync(asked.Before, after: false, cancellationToken);
        var found = await session.FindTableAsync(cancellationToken);
        SqlTableCheck.Require(asked, found, database, makes: asked.Create && !resumes);
        var first = new List<string>();
        if (inOne) first.AddRange(asked.Before);
        if (found is null)
        {
            first.AddRange(PostgresDefinition.Create(asked));
            session.First = first;
            await session.BeginAsync(cancellationToken);
        }
        var table = (found ?? (await session.FindTableAsync(cancellationToken))!).For(asked.Schema);
        var write = asked.For(table, StringComparer.Ordinal);
        var fields = Sent(write, table);
        var (journal, making) = await PostgresJournal.OpenAsync(await session.ConnectAsync(cancellationToken), database, asked, write, table, found is null, cancellationToken);
        first.AddRange(making);
        // In one transaction what comes first has been run already.
        if (found is null && inOne)
            foreach (string statement in making) await session.RunAsync(statement, cancellationToken);
        // A dry run of a load that empties its table must not lock out the readers of that: it fills a copy.
        bool stands = write.DryRun && found is not null && write.Mode is SqlMode.Truncate or SqlMode.Replace;
        if (stands && write.Mode == SqlMode.Truncate && write.Before.Count == 0 && table.ReferredBy.Count > 0) await RequireUnreferredAsync(session, write, table, cancellationToken);
        string target = stands ? Stand : PostgresText.Quote(table.Name);
        if (stands) first.Add($"CREATE TEMP TABLE datamigration_target (LIKE {PostgresText.Quote(table.Name)} INCLUDING ALL)");
        else if (write.Mode == SqlMode.Truncate && found is not null && !resumes) first.Add(table.ReferredBy.Count > 0 ? $"DELETE FROM {target}" : $"TRUNCATE {target}");
        PostgresReplacement? replacement = null;
        if (write.Mode == SqlMode.Replace && found is not null && !stands && !session.Notes.IsLoaded)
        {
            replacement = await PostgresReplacement.PlanAsync(session, table, write.FireTriggers, cancellationToken);
            if (!resumes) first.AddRange(replacement.Make);
            target = replacement.Beside;
        }
        session.First = first;
        if (replacement is not null)
        {
            await session.BeginAsync(cancellationToken);
            table = table with { Uniques = await replacement.UniquesAsync(session, cancellationToken) };
        }
        session.Statements = new PostgresStatements(write, fields, table, target, Stage, journal);
        // The triggers are off inside each transaction only: whatever happens, they are on when it is over.
        string owner = PostgresText.Quote(table.Name);
        if (!write.FireTriggers && !stands && replacement is null)
            session.Every = ([.. table.Triggers.Select(t => $"ALTER TABLE {owner} DISABLE TRIGGER {PostgresText.Quote(t.Name)}")], [.. table.Triggers.Select(t => $"ALTER TABLE {owner} {t.On} TRIGGER {PostgresText.Quote(t.Name)}")]);
        // What switches triggers off locks the table for one transaction alone.
        var others = Enumerable.Range(1, write.DryRun || session.Every.Begin.Count > 0 ? 0 : write.Connections - 1).Select(_ => new PostgresSession(database, asked, locks: false) { Statements = session.Statements }).ToList();
        for (int i = 0; i < others.Count; i++) others[i].Notes.Join(session.Notes, i + 1);
        bool triggers = table.HasBeforeTriggers && write.FireTriggers && !stands;
        var writer = new StagedWriter(new StagedLoad
        {
            Write = write,
            Session = session,
            Others = others,
            Ranges = session.Notes.Ranges,
            Statements = session.Statements,
            Constraints = Constraints(write, fields, table),
            Encoder = new PostgresEncoder(write, fields, table),
            Hash = Hasher(write, table),
            Straight = (journal is null or { IsWhole: true } || journal.Key.All(c => fields.Any(f => write.Schema[f].Name == c))) && !triggers && !table.HasInsertRules && !table.HasPolicies && fields.All(f => table.Column(write.Schema[f].Name).Type.Form is not null),
            CountsInserts = triggers,
            Foresees = !triggers,
            AlwaysCareful = stands,
            SpillFolder = write.SpillFolder,
            Abandon = replacement is null ? null : () => AbandonAsync(session, replacement),
            Complete = (rows, token) => CompleteAsync(session, write, table, replacement, journal, rows, token),
        });
        return (writer, table);
    }

    /// <summary>A dry run empties nothing, and would not hear that the table cannot be emptied.</summary>
    private static async Task RequireUnreferredAsync(PostgresSession session, SqlWrite write, PostgresTable table, CancellationToken cancellationToken)
    {
        var asks = await session.QueryAsync($"""
            SELECT format('SELECT %L FROM %s WHERE %s LIMIT 1', k.conrelid::regclass, k.conrelid::regclass,
              (SELECT string_agg(format('%I IS NOT NULL', a.attname), ' AND ') FROM unnest(k.conkey) n JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n))
            FROM pg_constraint k WHERE k.confrelid = {PostgresText.Literal(PostgresText.Quote(table.Name))}::regclass AND k.contype = 'f' AND k.conrelid <> k.confrelid AND k.confdeltype IN ('a', 'r') AND k.convalidated AND NOT (k.condeferred AND k.confdeltype = 'a' AND {(write.Atomic ? "true" : "false")}) AND has_table_privilege(k.conrelid, 'SELECT')
            """, r => r.GetString(0), cancellationToken);
        foreach (string ask in asks)
            if (await session.QueryAsync(ask, r => r.GetString(0), cancellationToken) is [var child, ..])
                throw SqlTableCheck.Referred(write, table.Name, [child]);
    }

    /// <summary>The key first, so that its bytes lead those of a row.</summary>
    private static int[] Sent(SqlWrite write, PostgresTable table) => write.Mode == SqlMode.Delete ? write.Key
        : [.. PostgresJournal.KeyOf(write, table).Select(c => write.Schema.IndexOf(c)).Where(write.Inserted.Contains).Concat(write.Key.Where(k => Keyed(write) || write.Inserted.Contains(k))).Concat(write.Inserted).Concat(Keyed(write) ? write.Updated : []).Distinct()];

    private static bool Keyed(SqlWrite write) => write.Mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update;

    /// <summary>What is not written to every row (`insert_only`, `update_only`) cannot be judged by what was sent.</summary>
    private static StageConstraints Constraints(SqlWrite write, int[] fields, PostgresTable table)
    {
        var known = fields.Where(write.WritesAlways).Select(f => write.Schema[f].Name).Where(c => table.Column(c).Type.Form is not null).ToHashSet(StringComparer.Ordinal);
        return new StageConstraints([.. table.Uniques.Where(u => u.Columns.All(known.Contains))], [.. table.ForeignKeys.Where(k => k.Columns.All(known.Contains))], [.. table.Checks.Where(c => c.Columns.All(known.Contains))]);
    }

    private static async Task CompleteAsync(PostgresSession session, SqlWrite write, PostgresTable table, PostgresReplacement? replacement, PostgresJournal? journal, long rows, CancellationToken cancellationToken)
    {
        bool inOne = write.Atomic || write.DryRun;
        // A load without rows makes, empties and replaces its table all the same.
        await session.BeginAsync(last: true, cancellationToken);
        await session.NoteLoadedAsync(cancellationToken);
        if (replacement is not null) await replacement.SwapAsync(session, write, rows, journal, cancellationToken);
        if (inOne)
            foreach (string statement in write.After) await session.RunAsync(statement, cancellationToken);
        if (write.DryRun) return;
        await session.CommitAsync(null, cancellationToken);
        foreach (var column in write.Inserted.Select(f => table.Column(write.Schema[f].Name)).Where(c => c.Sequence is not null))
            await session.RunAsync(MoveSequence(PostgresText.Quote(table.Name), column), cancellationToken);
        if (!inOne) await session.RunOnceAsync(write.After, after: true, cancellationToken);
        await session.NoteCompletedAsync(cancellationToken);
    }

    /// <summary>Whoever disposes has another failure to tell of.</summary>
    private static async Task AbandonAsync(PostgresSession session, PostgresReplacement replacement)
    {
        try
        {
            await session.ConnectAsync(CancellationToken.None);
            await session.RunAsync("ROLLBACK", CancellationToken.None);
            await session.RunAsync($"DROP TABLE IF EXISTS {replacement.Beside}", CancellationToken.None);
        }
        catch (MigrationException)
        {
            // The next load drops it before it makes its own.
        }
    }

    /// <summary>Behind the greatest number in the table, never back.</summary>
    private static string MoveSequence(string table, PostgresColumn column) => $"""
        SELECT setval({PostgresText.Literal(column.Sequence!)}::regclass, least(m.value, q.seqmax)) FROM (SELECT max({PostgresText.Quote(column.Name)}) AS value FROM {table}) m
        JOIN pg_sequence q ON q.seqrelid = {PostgresText.Literal(column.Sequence!)}::regclass AND q.seqincrement > 0 WHERE m.value >= (SELECT CASE WHEN is_called THEN last_value + 1 ELSE last_value END FROM {column.Sequence})
        """;

    /// <summary>Hashes the bytes of the key as they are sent. What the database takes for equal all the same (letters of a citext, blanks behind a char) is made equal before.</summary>
    private static Func<StageChunk, StageRow, UInt128> Hasher(SqlWrite write, PostgresTable table)
    {
        var types = write.Key.Select(f => table.Column(write.Schema[f].Name).Type).ToArray();
        bool plain = types.All(t => t.Name is not ("citext" or "character"));
        return (chunk, row) =>
        {
            var bytes = chunk.Bytes(row)[PostgresEncoder.HeadLength..];
            if (plain) return XxHash128.HashToUInt128(bytes[..PostgresEncoder.LengthOf(bytes, types.Length)]);
            var key = new StringBuilder();
            int at = 0;
            foreach (var type in types)
            {
                int length = BinaryPrimitives.ReadInt32BigEndian(bytes[at..]);
                string text = type.Name is "citext" or "character" ? Encoding.UTF8.GetString(bytes.Slice(at + 4, length)) : Convert.ToHexString(bytes.Slice(at + 4, length));
                text = type.Name == "citext" ? text.ToLowerInvariant() : text.TrimEnd(' ');
                key.Append(CultureInfo.InvariantCulture, $"{text.Length}:{text}");
                at += 4 + length;
            }
            return XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(key.ToString()));
        };
    }
}
