using DataMigration.Connectors.Sql.Staging;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Reads what a database says of its tables. Newer columns of the catalogue are asked for through JSON, which older servers answer with null.</summary>
internal static class PostgresCatalogue
{
    private const string Named = "(n.nspname = $2 OR ($2 IS NULL AND pg_table_is_visible(c.oid)))";

    public static async ValueTask<SqlLookup> LookUpAsync(NpgsqlConnection connection, SqlName name, CancellationToken cancellationToken)
    {
        var table = await FindAsync(connection, name, cancellationToken);
        var names = table is not null ? [] : await RowsAsync(connection, $"""
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND ($1 = '' OR $1 <> '') AND {Named} AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
            """, r => r.GetString(0), cancellationToken, name.Name, name.Schema);
        return new SqlLookup(table, names, true);
    }

    public static async ValueTask<PostgresTable?> FindAsync(NpgsqlConnection connection, SqlName name, CancellationToken cancellationToken)
    {
        var found = await RowsAsync(connection, $"""
            SELECT c.oid, n.nspname, c.relname, c.relkind IN ('v', 'm'), c.relkind = 'r' AND NOT c.relispartition AND NOT c.relhassubclass AND NOT c.relrowsecurity
              AND NOT EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhrelid = c.oid) AND NOT EXISTS (SELECT 1 FROM pg_rewrite w WHERE w.ev_class = c.oid), row_security_active(c.oid)
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND {Named}
            """, r => (Oid: r.GetFieldValue<uint>(0), Name: new SqlName(r.GetString(1), r.GetString(2)), IsView: r.GetBoolean(3), IsPlain: r.GetBoolean(4), HasPolicies: r.GetBoolean(5)), cancellationToken, name.Name, name.Schema);
        if (found.Count == 0) return null;
        var table = found[0];
        long oid = table.Oid;
        var columns = await ColumnsAsync(connection, table.Name, oid, cancellationToken);
        var uniques = await RowsAsync(connection, """
            SELECT x.relname, coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false),
              ARRAY(SELECT a.attname::text FROM unnest(i.indkey::int2[]) WITH ORDINALITY k(n, o) JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n
                WHERE k.o <= coalesce((to_jsonb(i) ->> 'indnkeyatts')::int, i.indnatts) ORDER BY k.o)
            FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
            WHERE i.indrelid = $1::oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL ORDER BY i.indisprimary DESC, x.relname
            """, r => new StageUnique(r.GetString(0), r.GetFieldValue<string[]>(2), r.GetBoolean(1)), cancellationToken, oid);
        var checks = await RowsAsync(connection, """
            SELECT conname, pg_get_expr(conbin, conrelid), ARRAY(SELECT a.attname::text FROM unnest(conkey) k JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = k)
            FROM pg_constraint WHERE conrelid = $1::oid AND contype = 'c' AND convalidated ORDER BY conname
            """, r => new StageCheck(r.GetString(0), r.GetFieldValue<string[]>(2), r.GetString(1)), cancellationToken, oid);
        var foreign = await RowsAsync(connection, """
            SELECT k.conname, ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u(n, o) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.n ORDER BY u.o),
              n.nspname, p.relname, ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u(n, o) JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.n ORDER BY u.o),
              k.confmatchtype = 'f', k.confrelid = k.conrelid
            FROM pg_constraint k JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace n ON n.oid = p.relnamespace WHERE k.conrelid = $1::oid AND k.contype = 'f' AND k.convalidated ORDER BY k.conname
            """, r => new StageForeignKey(r.GetString(0), r.GetFieldValue<string[]>(1), PostgresText.Quote(new SqlName(r.GetString(2), r.GetString(3))), r.GetString(3), r.GetFieldValue<string[]>(4), r.GetBoolean(5), r.GetBoolean(6)),
            cancellationToken, oid);
        var children = await RowsAsync(connection, """
            SELECT DISTINCT c.relname, k.confdeltype IN ('c', 'n', 'd') FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.confrelid = $1::oid AND k.contype = 'f' AND k.conrelid <> k.confrelid ORDER BY 1
            """, r => (Name: r.GetString(0), Cascades: r.GetBoolean(1)), cancellationToken, oid);
        var dependents = await RowsAsync(connection, """
            WITH own AS (SELECT oid, reltype, (SELECT typarray FROM pg_type WHERE pg_type.oid = reltype) AS typarray FROM pg_class WHERE oid = $1::oid)
            SELECT pg_describe_object('pg_class'::regclass, v.oid, 0) FROM own JOIN pg_depend d ON d.refobjid = own.oid AND d.classid = 'pg_rewrite'::regclass JOIN pg_rewrite w ON w.oid = d.objid JOIN pg_class v ON v.oid = w.ev_class WHERE v.oid <> own.oid
            UNION SELECT pg_describe_object(d.classid, d.objid, d.objsubid) FROM own JOIN pg_depend d ON (d.refclassid = 'pg_type'::regclass AND d.refobjid IN (own.reltype, own.typarray) AND d.deptype = 'n') OR (d.refclassid = 'pg_class'::regclass AND d.refobjid = own.oid AND (d.classid = 'pg_proc'::regclass OR EXISTS (SELECT 1 FROM pg_policy y WHERE d.classid = 'pg_policy'::regclass AND y.oid = d.objid AND y.polrelid <> own.oid)))
            UNION SELECT 'publication ' || quote_ident(p.pubname) FROM own JOIN pg_publication_rel r ON r.prrelid = own.oid JOIN pg_publication p ON p.oid = r.prpubid
            ORDER BY 1
            """, r => r.GetString(0), cancellationToken, oid);
        var rules = await RowsAsync(connection, "SELECT rulename, is_instead, ev_type = '3' FROM pg_rewrite WHERE ev_class = $1::oid AND ev_type <> '1' AND ev_enabled <> 'D' ORDER BY 1",
            r => (Name: r.GetString(0), Instead: r.GetBoolean(1), Inserts: r.GetBoolean(2)), cancellationToken, oid);
        // Bit 2 of tgtype: before.
        var triggers = await RowsAsync(connection, "SELECT tgname, tgenabled::text, tgtype & 2 <> 0 FROM pg_trigger WHERE tgrelid = $1::oid AND NOT tgisinternal AND tgenabled <> 'D'",
            r => (Name: r.GetString(0), On: r.GetString(1) switch { "R" => "ENABLE REPLICA", "A" => "ENABLE ALWAYS", _ => "ENABLE" }, Before: r.GetBoolean(2)), cancellationToken, oid);
        return new PostgresTable(table.Name, table.IsView, columns, [.. uniques.Select(u => u.Columns)], [.. children.Where(c => c.Cascades).Select(c => c.Name)])
        {
            Uniques = uniques,
            ForeignKeys = foreign,
            Checks = checks,
            ReferredBy = [.. children.Select(c => c.Name).Distinct()],
            Dependents = dependents,
            HasBeforeTriggers = triggers.Any(t => t.Before),
            Triggers = [.. triggers.Select(t => new PostgresTrigger(t.Name, t.On))],
            IsPlain = table.IsPlain,
            HasPolicies = table.HasPolicies,
            HasInsertRules = rules.Any(r => r.Inserts),
            Obstacle = rules.Any(r => r.Instead) && !table.IsView ? $"its rules ({string.Join(", ", rules.Where(r => r.Instead).Select(r => r.Name))}) do something else INSTEAD, and nobody could count what" : null,
        };
    }

    private static Task<List<PostgresColumn>> ColumnsAsync(NpgsqlConnection connection, SqlName table, long oid, CancellationToken cancellationToken) => RowsAsync(connection, """
        SELECT a.attname, format_type(a.atttypid, a.atttypmod), b.words, b.bare, coalesce((SELECT (to_jsonb(l) ->> 'collisdeterministic')::boolean FROM pg_collation l WHERE l.oid = a.attcollation), true), a.attnotnull OR t.typnotnull, a.atthasdef OR t.typdefault IS NOT NULL, a.attidentity::text,
          coalesce(to_jsonb(a) ->> 'attgenerated', '') <> '', pg_get_serial_sequence($2, a.attname),
          CASE WHEN b.kind = 'e' THEN ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = b.oid ORDER BY e.enumsortorder) END,
          CASE WHEN a.attcollation <> b.collated THEN (SELECT quote_ident(m.nspname) || '.' || quote_ident(l.collname) FROM pg_collation l JOIN pg_namespace m ON m.oid = l.collnamespace WHERE l.oid = a.attcollation) END,
          b.kind IN ('c', 'm') OR b.words LIKE '%[]'
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        CROSS JOIN LATERAL (
          WITH RECURSIVE base(oid, kind, below, modifier, collated) AS (
            SELECT t.oid, t.typtype, t.typbasetype, CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END, t.typcollation
            UNION ALL SELECT u.oid, u.typtype, u.typbasetype, CASE WHEN u.typtype = 'd' THEN u.typtypmod ELSE base.modifier END, u.typcollation FROM base JOIN pg_type u ON u.oid = base.below WHERE base.kind = 'd')
          SELECT oid, kind, format_type(oid, modifier) AS words, format_type(oid, -1) AS bare, collated FROM base WHERE kind <> 'd') b
        WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
        """, r =>
    {
        string identity = r.GetString(7), words = r.GetString(2);
        string? sequence = r.IsDBNull(9) ? null : r.GetString(9);
        bool filled = r.GetBoolean(6) || identity.Length > 0, required = r.GetBoolean(5);
        var type = PostgresType.Parse(words);
        return new PostgresColumn(r.GetString(0), r.GetString(1), required && !filled, r.GetBoolean(8), identity.Length > 0 || sequence is not null)
        {
            Type = type,
            TypeText = words,
            BareType = r.GetString(3),
            BytesTell = r.GetBoolean(4) && type.Form is not (null or PostgresForm.Jsonb or PostgresForm.Float4 or PostgresForm.Float8) || !r.IsDBNull(10),
            AllowsNull = !required,
            IdentityAlways = identity == "a",
            Sequence = sequence,
            Labels = r.IsDBNull(10) ? null : r.GetFieldValue<string[]>(10),
            Collation = r.IsDBNull(11) ? null : r.GetString(11),
            HasParts = r.GetBoolean(12),
        };
    }, cancellationToken, oid, PostgresText.Quote(table));

    private static async Task<List<T>> RowsAsync<T>(NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params object?[] arguments)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (object? argument in arguments)
            command.Parameters.Add(new NpgsqlParameter { Value = argument ?? DBNull.Value, NpgsqlDbType = argument is long ? NpgsqlTypes.NpgsqlDbType.Bigint : NpgsqlTypes.NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(read(reader));
        return rows;
    }
}
