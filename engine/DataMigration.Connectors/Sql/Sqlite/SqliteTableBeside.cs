using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// Mode replace: a table beside with the definition of the old one, which takes its place at the end. SQLite itself rewrites the definition for the other
/// name (in a savepoint that is undone), because only its parser knows where in CHECKs, foreign keys and triggers the table names itself.
/// </summary>
internal sealed class SqliteTableBeside(SqliteSession session, SqlWrite write) : SqlitePlace
{
    private readonly SqliteDatabase _database = session.Database;
    private readonly string _name = write.Table.Name;
    private readonly string _beside = NameOf(write.Pipeline, write.Table.Name);
    private SqliteTable? _table;

    public override bool ActsWithoutRows => true;

    public override SqliteTable Table => _table ??= (SqliteCatalogue.Find(_database, _beside)
        ?? throw new MigrationException(SqlMessages.LoadedSince.At(write.Span, write.Checkpoints?.Place.Run ?? write.Pipeline, _name, "the table beside is gone"))) with { Shown = _name };

    /// <summary>The table beside, by its name.</summary>
    public static string NameOf(string pipeline, string table) => $"datamigration_{pipeline}_{table}";

    public override void Prepare()
    {
        _table = null;
        Drop(_beside);
        if (SqliteCatalogue.Find(_database, _name) is not { } old)
        {
            _database.Execute(SqliteDefinition.Create(write with { Table = new SqlName(null, _beside) }));
            SqliteRunJournal.Begin(session, write, Table, isMade: true);
            return;
        }
        // It may have come into being since the check.
        if (old.Table.ReplaceRefusal is { } refusal) throw new MigrationException(SqlMessages.CannotReplace.At(write.Span, _name, refusal));
        int number = 0;
        // What only makes queries faster is made at the end, when it is cheaper.
        foreach (var making in Renamed().Where(m => m.Kind != "index" || IsUnique(m)))
            _database.Execute(making.Kind == "table" ? making.Sql : Named(making.Sql, $"{_beside}_{++number}"));
        SqliteRunJournal.Begin(session, write, Table, isMade: false);
    }

    public override void Finish(long inserted)
    {
        bool triggers = Table.HasTriggers;
        if (!triggers && SqliteCatalogue.Number(_database, $"SELECT count(*) FROM {SqliteText.Quote(_beside)}") is var rows && rows != inserted)
            throw new MigrationException(SqlMessages.RowsMissing.At(write.Span, _name, rows, inserted));
        foreach (var making in SqliteCatalogue.Makings(_database, _beside).Where(m => m.Kind != "table"))
            _database.Execute($"DROP {making.Kind} {SqliteText.Quote(making.Name)}");
        var old = SqliteCatalogue.Makings(_database, _name);
        bool counts = SqliteCatalogue.Number(_database, "SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'") is not null;
        long? last = counts ? SqliteCatalogue.Number(_database, "SELECT seq FROM sqlite_sequence WHERE name = ?1 COLLATE NOCASE", _name) : null;
        SqliteRunJournal.Replace(session, write);
        if (old.Count > 0) _database.Execute($"DROP TABLE {SqliteText.Quote(_name)}");
        Rename(_beside, _name);
        foreach (var making in old.Where(m => m.Kind != "table")) _database.Execute(making.Sql);
        if (last is not null) KeepCounting(last.Value);
    }

    public override void Abandon() => Drop(_beside);

    private void Drop(string table) => _database.Execute($"DROP TABLE IF EXISTS {SqliteText.Quote(table)}");

    /// <summary>What makes the table, its indexes and triggers, in words for the name beside.</summary>
    private IReadOnlyList<SqliteMaking> Renamed()
    {
        _database.Execute("SAVEPOINT datamigration_name");
        Rename(_name, _beside);
        var makings = SqliteCatalogue.Makings(_database, _beside);
        _database.Execute("ROLLBACK TO datamigration_name");
        _database.Execute("RELEASE datamigration_name");
        return makings;
    }

    /// <summary>Triggers of other tables may name the table that is missing at this moment; with a writable schema SQLite leaves them as they are.</summary>
    private void Rename(string from, string to)
    {
        _database.Execute("PRAGMA writable_schema = ON");
        try
        {
            _database.Execute($"ALTER TABLE {SqliteText.Quote(from)} RENAME TO {SqliteText.Quote(to)}");
        }
        finally
        {
            _database.Execute("PRAGMA writable_schema = OFF");
        }
    }

    /// <summary>AUTOINCREMENT promises never to give a number twice, those of the old rows included.</summary>
    private void KeepCounting(long last)
    {
        string name = SqliteText.Literal(_name);
        _database.Execute($"UPDATE sqlite_sequence SET seq = max(seq, {last}) WHERE name = {name} COLLATE NOCASE");
        if (_database.Changes == 0) _database.Execute($"INSERT INTO sqlite_sequence (name, seq) VALUES ({name}, {last})");
    }

    private static bool IsUnique(SqliteMaking making) => making.Sql.StartsWith("CREATE UNIQUE", StringComparison.OrdinalIgnoreCase);

    /// <summary>The same statement making something of another name.</summary>
    private static string Named(string sql, string name)
    {
        int start = SqliteText.EndOfWord(sql, SqliteText.EndOfWord(sql, 0) + 1);
        if (sql.StartsWith("CREATE UNIQUE", StringComparison.OrdinalIgnoreCase)) start = SqliteText.EndOfWord(sql, start + 1);
        return string.Concat(sql.AsSpan(0, start + 1), SqliteText.Quote(name), sql.AsSpan(SqliteText.EndOfName(sql, start + 1)));
    }
}
