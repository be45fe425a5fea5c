using DataMigration.Connectors.Sql.Staging;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>
/// A table made beside another one, to take its place: the same columns, rules, indexes, triggers, owner, rights, comments and settings. Made and filled in transactions of its own
/// steps; the names change hands in the last one.
/// </summary>
internal sealed class PostgresReplacement
{
    private const string Suffix = "__datamigration_new";

    private readonly PostgresTable _table;
    private readonly IReadOnlyList<string> _handOver;

    private PostgresReplacement(PostgresTable table, string beside, IReadOnlyList<string> make, IReadOnlyList<string> handOver) => (_table, Beside, Make, _handOver) = (table, beside, make, handOver);

    private string Drop => DropOf(_table);

    /// <summary>Quoted.</summary>
    public string Beside { get; }

    /// <summary>Makes the table beside.</summary>
    public IReadOnlyList<string> Make { get; }

    /// <summary>Why the table cannot be replaced, or null.</summary>
    public static string? Refusal(PostgresTable table) =>
        !table.IsPlain ? "it is a partition, or has heirs, rules or row security" :
        table.Dependents.Count > 0 ? $"it would leave behind what refers to it: {string.Join(", ", table.Dependents)}" :
        table.ReferredBy.Count > 0 ? $"foreign keys of {string.Join(", ", table.ReferredBy)} refer to it" : null;

    /// <summary>Quoted.</summary>
    public static string NameBeside(SqlName table) => PostgresText.Quote(table with { Name = table.Name[..Math.Min(table.Name.Length, 63 - Suffix.Length)] + Suffix });

    public static async Task<PostgresReplacement> PlanAsync(PostgresSession session, PostgresTable table, bool fires, CancellationToken cancellationToken)
    {
        string old = PostgresText.Quote(table.Name), beside = NameBeside(table.Name);
        string regclass = PostgresText.Literal(old) + "::regclass";
        Task<List<string>> Texts(string query) => session.QueryAsync(query, r => r.GetString(0), cancellationToken);
        var make = new List<string> { $"DROP TABLE IF EXISTS {beside}" };
        make.AddRange(await Texts($"SELECT 'CREATE ' || CASE relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END || {PostgresText.Literal($"TABLE {beside} (LIKE {old} INCLUDING ALL)")} FROM pg_class WHERE oid = {regclass}"));
        make.AddRange(await Texts($"SELECT format('ALTER TABLE %s OWNER TO %I', {PostgresText.Literal(beside)}, pg_get_userbyid(relowner)) FROM pg_class WHERE oid = {regclass}"));
        make.AddRange(await Texts($"SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', {PostgresText.Literal(beside)}, conname, CASE WHEN confrelid = conrelid THEN replace(pg_get_constraintdef(oid), ' REFERENCES ' || conrelid::regclass || '(', {PostgresText.Literal($" REFERENCES {beside}(")}) ELSE pg_get_constraintdef(oid) END) FROM pg_constraint WHERE conrelid = {regclass} AND contype = 'f'"));
        make.AddRange(await Texts($"""
            SELECT format('GRANT %s ON %s TO %s%s', a.privilege_type, {PostgresText.Literal(beside)}, CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END, CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
            FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = {regclass} AND a.grantee <> c.relowner
            UNION ALL SELECT format('GRANT %s (%I) ON %s TO %s', a.privilege_type, t.attname, {PostgresText.Literal(beside)}, CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END)
            FROM pg_attribute t, aclexplode(t.attacl) a WHERE t.attrelid = {regclass} AND t.attnum > 0 AND NOT t.attisdropped
            UNION ALL SELECT format('COMMENT ON TABLE %s IS %L', {PostgresText.Literal(beside)}, obj_description({regclass}, 'pg_class')) WHERE obj_description({regclass}, 'pg_class') IS NOT NULL
            """));
        make.AddRange(await Texts($"""
            SELECT format('ALTER TABLE %s %s', {PostgresText.Literal(beside)}, s.setting) FROM pg_class c CROSS JOIN LATERAL (
              SELECT 'SET (' || array_to_string(c.reloptions, ', ') || ')' WHERE c.reloptions IS NOT NULL
              UNION ALL SELECT 'SET (toast.' || array_to_string(t.reloptions, ', toast.') || ')' FROM pg_class t WHERE t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL
              UNION ALL SELECT 'SET TABLESPACE ' || quote_ident(p.spcname) FROM pg_tablespace p WHERE p.oid = c.reltablespace
              UNION ALL SELECT CASE c.relreplident WHEN 'f' THEN 'REPLICA IDENTITY FULL' ELSE 'REPLICA IDENTITY NOTHING' END WHERE c.relreplident IN ('f', 'n')
              UNION ALL SELECT format('ALTER COLUMN %I SET STATISTICS %s', a.attname, a.attstattarget) FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attstattarget >= 0
              UNION ALL SELECT format('ALTER COLUMN %I SET (%s)', a.attname, o.text) FROM pg_attribute a, unnest(a.attoptions) o(text) WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND o.text LIKE 'n\_distinct%') s(setting)
            WHERE c.oid = {regclass}
            """));
        var handOver = new List<string>();
        // A serial column's numbers come from a sequence that the old table owns.
        handOver.AddRange(await Texts($"""
            SELECT format('ALTER SEQUENCE %s OWNED BY %s.%I', d.objid::regclass, {PostgresText.Literal(beside)}, a.attname) FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.refobjid = {regclass} AND d.classid = 'pg_class'::regclass AND d.deptype = 'a' AND (SELECT relkind FROM pg_class WHERE oid = d.objid) = 'S'
            """));
        handOver.AddRange(await Texts($"SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), last_value, is_called) FROM %s', {PostgresText.Literal(beside)}, a.attname, pg_get_serial_sequence({PostgresText.Literal(old)}, a.attname)) FROM pg_attribute a WHERE a.attrelid = {regclass} AND a.attidentity <> '' AND NOT a.attisdropped"));
        var triggers = await Texts($"""
            SELECT replace(pg_get_triggerdef(t.oid), format(' ON %I.%I ', n.nspname, c.relname), {PostgresText.Literal($" ON {beside} ")}) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE t.tgrelid = {regclass} AND NOT t.tgisinternal ORDER BY t.tgname
            """);
        triggers.AddRange(await Texts($"""
            SELECT format('ALTER TABLE %s %s TRIGGER %I', {PostgresText.Literal(beside)}, CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA' ELSE 'ENABLE ALWAYS' END, tgname)
            FROM pg_trigger WHERE tgrelid = {regclass} AND NOT tgisinternal AND tgenabled <> 'O'
            """));
        (fires ? make : handOver).AddRange(triggers);
        handOver.Add(DropOf(table));
        handOver.Add($"ALTER TABLE {beside} RENAME TO {PostgresText.Quote(table.Name.Name)}");
        // Indexes and constraints get their old names back: both tables list them in one order.
        handOver.Add("");
        handOver.AddRange(await Texts($"SELECT format('ALTER TABLE %s REPLICA IDENTITY USING INDEX %I', {PostgresText.Literal(old)}, x.relname) FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid WHERE i.indrelid = {regclass} AND i.indisreplident AND (SELECT relreplident FROM pg_class WHERE oid = {regclass}) = 'i'"));
        return new PostgresReplacement(table, beside, make, handOver);
    }

    /// <summary>The table's unique indexes by the names that they have beside; there once the table is made.</summary>
    public async Task<IReadOnlyList<StageUnique>> UniquesAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        var own = await NamesAsync(session, Beside, cancellationToken);
        var names = await NamesAsync(session, PostgresText.Quote(_table.Name), cancellationToken);
        var beside = names.Zip(own).Where(p => p.First.Definition == p.Second.Definition).ToDictionary(p => p.First.Name, p => p.Second.Name, StringComparer.Ordinal);
        return [.. _table.Uniques.Select(u => u with { Name = beside.GetValueOrDefault(u.Name, u.Name) })];
    }

    /// <summary>Counts, and lets the new table take the old one's place.</summary>
    /// <exception cref="MigrationException">The table beside has not the rows that were written.</exception>
    public async Task SwapAsync(PostgresSession session, SqlWrite write, long rows, PostgresJournal? journal, CancellationToken cancellationToken)
    {
        string old = PostgresText.Quote(_table.Name);
        long found = (await session.QueryAsync($"SELECT count(*) FROM {Beside}", r => r.GetInt64(0), cancellationToken))[0];
        if (found != rows) throw new MigrationException(PostgresMessages.CountDiffers.At(write.Span, _table.Name, found, rows));
        await session.RunAsync($"LOCK TABLE {old} IN ACCESS EXCLUSIVE MODE", cancellationToken);
        var names = await NamesAsync(session, old, cancellationToken);
        var own = await NamesAsync(session, Beside, cancellationToken);
        // The sequence of an identity column is its table's own, and goes with it; the new one takes its name.
        var sequences = await session.QueryAsync($"""
            SELECT pg_get_serial_sequence({PostgresText.Literal(Beside)}, a.attname), (SELECT relname FROM pg_class WHERE oid = pg_get_serial_sequence({PostgresText.Literal(old)}, a.attname)::regclass)
            FROM pg_attribute a WHERE a.attrelid = {PostgresText.Literal(old)}::regclass AND a.attidentity <> '' AND NOT a.attisdropped
            """, r => (New: r.GetString(0), Old: r.GetString(1)), cancellationToken);
        foreach (string statement in _handOver)
        {
            if (statement == Drop && journal is not null)
            {
                foreach (string keep in await journal.KeepAsync(session, cancellationToken)) await session.RunAsync(keep, cancellationToken);
                continue;
            }
            if (statement.Length > 0)
            {
                await session.RunAsync(statement, cancellationToken);
                continue;
            }
            string schema = PostgresText.Quote(_table.Name.Schema!);
            foreach (var (now, then) in sequences) await session.RunAsync($"ALTER SEQUENCE {now} RENAME TO {PostgresText.Quote(then)}", cancellationToken);
            foreach (var (now, then) in own.Zip(names).Where(p => p.First.Definition == p.Second.Definition && p.First.Name != p.Second.Name))
                await session.RunAsync($"ALTER INDEX {schema}.{PostgresText.Quote(now.Name)} RENAME TO {PostgresText.Quote(then.Name)}", cancellationToken);
        }
    }

    private static string DropOf(PostgresTable table) => $"DROP TABLE {PostgresText.Quote(table.Name)}";

    /// <summary>The indexes by what they are, so that those of both tables pair up.</summary>
    private static Task<List<(string Name, string Definition)>> NamesAsync(PostgresSession session, string table, CancellationToken cancellationToken) => session.QueryAsync($"""
        SELECT x.relname, regexp_replace(pg_get_indexdef(i.indexrelid), '^CREATE (UNIQUE )?INDEX .* USING ', '\1') AS d FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
        WHERE i.indrelid = {PostgresText.Literal(table)}::regclass ORDER BY d, i.indexrelid
        """, r => (r.GetString(0), r.GetString(1)), cancellationToken);
}
