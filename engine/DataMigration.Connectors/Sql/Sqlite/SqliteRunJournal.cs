using System.Runtime.InteropServices;
using DataMigration.Connectors.Sql.Journals;

namespace DataMigration.Connectors.Sql.Sqlite;

/// <summary>
/// What a load writes down to be undone: of a row that it changes or takes away what it was, of one that it adds its key, and of each a hash of how the run left it. Rows that are added to an empty table leave the hash
/// alone, reckoned from what is bound, so many of them in one value.
/// </summary>
internal sealed class SqliteRunJournal : IDisposable
{
    private const string Number = JournalEntry.Number, Kind = JournalEntry.Kind, After = JournalEntry.After;

    private readonly SqliteDatabase _database;
    private readonly SqlWrite _write;
    private readonly SqliteTable _table;
    private readonly JournalContent _content;
    private readonly string _journal;
    private readonly int[] _keyFields;
    private readonly SqliteStatements _statements;
    private readonly List<long> _hashes = [];
    private readonly List<SqliteStatement> _prepared = [];
    private readonly SqliteStatement? _added;
    private readonly SqliteRowStatement? _changing, _changed, _imaged;
    private readonly SqliteStatement? _forget;
    private long _image;

    private SqliteRunJournal(SqliteDatabase database, SqlWrite write, SqliteTable table, JournalEntry entry, JournalContent content)
    {
        (_database, _write, _table, _content) = (database, write, table, content);
        _journal = SqliteText.Quote(entry.Journal);
        _statements = new SqliteStatements(write, table);
        _keyFields = [.. content.Key.Select(c => Array.FindIndex([.. write.Schema.Fields], f => Is(f.Name, c)))];
        string name = SqliteText.Quote(write.Table.Name), hash = SqliteRowHash.Call(Names(content.Columns));
        if (content.IsWhole) return;
        string key = List(content.Key);
        if (write.Mode is not (SqlMode.Update or SqlMode.Delete))
            _added = Prepare($"INSERT INTO {_journal} ({Kind}, {After}, {key}) SELECT {JournalKind.Inserted}, {hash}, {key} FROM {name} WHERE {(table.RowId is { } number ? $"{number} = ?1" : SqliteText.And(content.Key.Select((c, i) => $"{SqliteText.Quote(c)} = {SqliteText.Parameter(i + 1)}")))}");
        if (write.Mode is not (SqlMode.Upsert or SqlMode.Update or SqlMode.Delete or SqlMode.InsertNew)) return;
        int kind = write.Mode == SqlMode.Delete ? JournalKind.Deleted : JournalKind.Changed;
        _changing = Row($"INSERT INTO {_journal} ({Kind}, {List(content.Columns)}) SELECT {kind}, {List(content.Columns)} FROM {name} WHERE {_statements.KeyIs(0)}");
        _changed = Row($"UPDATE {_journal} SET {After} = (SELECT {hash} FROM {name} WHERE {_statements.KeyIs(0)}) WHERE {Number} = {SqliteText.Parameter(write.Key.Length + 1)}");
        if (write.Duplicates == DuplicatePolicy.Last) _imaged = Row($"SELECT j.{Number} FROM {name} JOIN {_journal} j ON {string.Join(" AND ", content.Key.Select(c => $"{name}.{SqliteText.Quote(c)} = j.{SqliteText.Quote(c)}"))} WHERE {_statements.KeyIs(0)}");
        _forget = Prepare($"DELETE FROM {_journal} WHERE {Number} = ?1");
    }

    /// <summary>Hashes what is bound, where that is what the table keeps; null where it is not asked for.</summary>
    public SqliteRowHash? Bound { get; private init; }

    /// <summary>Why a load cannot be undone, or null.</summary>
    public static string? Obstacle(SqlWrite write, SqliteTable table, Func<bool> isEmpty) =>
        table.Table.IsView ? $"{table.Table.Name} is a view" :
        table.Table.Columns.FirstOrDefault(c => c.Name.StartsWith("datamigration_", StringComparison.OrdinalIgnoreCase)) is { } column ? $"{table.Table.Name} has a column {column.Name} itself" :
        KeyOf(write, table).Count > 0 || (write.Mode is SqlMode.Truncate or SqlMode.Replace && KeepsBound(write, table)) ? null
        : write.Mode == SqlMode.Insert && isEmpty() && KeepsBound(write, table) ? null
        : $"{table.Table.Name} has no key of columns that are never null to tell its rows apart";

    /// <summary>What tells rows apart: what the load itself goes by, else the primary key or another one of columns that are never null, which the load or SQLite itself fills.</summary>
    public static IReadOnlyList<string> KeyOf(SqlWrite write, SqliteTable table)
    {
        if (write.Mode is SqlMode.InsertNew or SqlMode.Upsert or SqlMode.Update or SqlMode.Delete) return [.. write.Key.Select(f => write.Schema[f].Name)];
        return table.Table.UniqueKeys.FirstOrDefault(k => k.All(c => table.IsNeverNull[table.IndexOf(c)]) && (table.RowId is not null || k.All(c => write.Inserted.Any(f => Is(write.Schema[f].Name, c))))) ?? [];
    }

    /// <summary>Whether the table keeps a row as it is bound, all of it, so that its hash is known without reading it.</summary>
    public static bool KeepsBound(SqlWrite write, SqliteTable table)
    {
        if (table.HasTriggers) return false;
        var columns = table.Table.Columns.Where(c => !c.Generated).ToList();
        return columns.All(c => write.Inserted.Any(f => Is(write.Schema[f].Name, c.Name)) || (c.Identity && table.HasRowId))
            && write.Inserted.All(f => SqliteBinder.IsKept(write.Schema[f].Type.Kind, table.Affinities[table.IndexOf(write.Schema[f].Name)]));
    }

    /// <summary>Begins it in the load's first transaction, before the table is emptied.</summary>
    /// <param name="session">Where.</param>
    /// <param name="asked">The load.</param>
    /// <param name="table">The table that rows go into.</param>
    /// <param name="isMade">Whether the load has made the table that they stand in at last.</param>
    public static void Begin(SqliteSession session, SqlWrite asked, SqliteTable table, bool isMade)
    {
        if (asked.Journal is not { } request || session.DryRun) return;
        var database = session.Database;
        var entry = new JournalEntry(new SqliteLedger(database), request.Place);
        var write = (asked with { Table = table.Table.Name }).For(table.Table, StringComparer.OrdinalIgnoreCase);
        bool isEmpty = isMade || write.Mode is SqlMode.Truncate or SqlMode.Replace || IsEmpty(database, write.Table.Name);
        string? obstacle = Obstacle(write, table, () => isEmpty);
        entry.MakeTableAsync(CancellationToken.None).GetAwaiter().GetResult();
        // In the order in which they are bound.
        string[] columns = [.. write.Inserted.Select(f => write.Schema[f].Name), .. table.Table.Columns.Where(c => !c.Generated && write.Inserted.All(f => !Is(write.Schema[f].Name, c.Name))).Select(c => c.Name)];
        var content = new JournalContent
        {
            Table = write.Mode == SqlMode.Replace ? asked.Table : table.Table.Name,
            Mode = write.Mode,
            IsWhole = isEmpty && write.Mode is SqlMode.Insert or SqlMode.Truncate or SqlMode.Replace && KeepsBound(write, table),
            IsMade = isMade,
            Key = KeyOf(write, table),
            Columns = columns,
            Obstacle = obstacle,
        };
        string journal = SqliteText.Quote(entry.Journal);
        // What an earlier attempt of the run has left that came to nothing.
        database.Execute($"DROP TABLE IF EXISTS {journal}");
        foreach (string statement in entry.Adding(content, SqliteText.Literal)) database.Execute(statement);
        // Otherwise a rollback would find nothing and take that for nothing done.
        if (obstacle is not null) return;
        // Without types: values stay what they are.
        database.Execute($"CREATE TABLE {journal} ({Number} INTEGER PRIMARY KEY, {Kind} INTEGER NOT NULL, {After}, {List(columns)})");
        if (write.Duplicates == DuplicatePolicy.Last) database.Execute($"CREATE INDEX {SqliteText.Quote(entry.Journal + "_k")} ON {journal} ({List(content.Key)})");
        if (write.Mode == SqlMode.Truncate && !isMade) Keep(database, journal, columns, write.Table.Name);
    }

    /// <summary>For the rows of a load whose journal has begun; null where it keeps none.</summary>
    /// <param name="write">The load, with the table that rows go into.</param>
    /// <param name="table">That table.</param>
    public static SqliteRunJournal? Open(SqliteSession session, SqlWrite write, SqliteTable table)
    {
        if (write.Journal is not { } request || session.DryRun) return null;
        var entry = new JournalEntry(new SqliteLedger(session.Database), request.Place);
        if (entry.FindAsync(CancellationToken.None).GetAwaiter().GetResult() is not { Obstacle: null } content) return null;
        return new SqliteRunJournal(session.Database, write, table, entry, content) { Bound = content.IsWhole ? new SqliteRowHash() : null };
    }

    /// <summary>A table is about to be replaced: its rows are kept.</summary>
    public static void Replace(SqliteSession session, SqlWrite asked)
    {
        if (asked.Journal is not { } request || session.DryRun) return;
        var entry = new JournalEntry(new SqliteLedger(session.Database), request.Place);
        if (entry.FindAsync(CancellationToken.None).GetAwaiter().GetResult() is not { Obstacle: null } content) return;
        string journal = SqliteText.Quote(entry.Journal);
        if (!content.IsMade) Keep(session.Database, journal, content.Columns, content.Table.Name);
        session.Database.Execute($"INSERT INTO {journal} ({Kind}) VALUES ({JournalKind.Replaced})");
    }

    /// <summary>A row has been added.</summary>
    public void Added(SqliteBinder binder, int row)
    {
        if (Bound is { } hash)
        {
            // A number that SQLite has given the row.
            if (_content.Columns.Count > _write.Inserted.Length) hash.Add(_database.LastRowId);
            _hashes.Add(hash.End());
            return;
        }
        if (_table.RowId is not null) _added!.Bind(1, _database.LastRowId);
        else binder.Bind(_added!, _keyFields, row);
        Run(_added!);
    }

    /// <summary>A row is about to be changed or taken away.</summary>
    public void Changing(SqliteBinder binder, int row)
    {
        if (_changing is null) return;
        _image = 0;
        // What it was before the run may be noted already.
        if (_imaged is not null && Bind(_imaged, binder, row).StepOrThrow()) _image = -_imaged.Statement.GetInt64(0);
        _imaged?.Statement.Reset();
        if (_image < 0) return;
        Run(Bind(_changing, binder, row));
        _image = _database.LastRowId;
    }

    /// <summary>It has been, or it has not.</summary>
    public void Changed(SqliteBinder binder, int row, bool done)
    {
        if (_changing is null) return;
        if (!done && _image > 0)
        {
            _forget!.Bind(1, _image);
            Run(_forget);
        }
        if (!done || _write.Mode == SqlMode.Delete) return;
        var statement = Bind(_changed!, binder, row);
        statement.Bind(_write.Key.Length + 1, Math.Abs(_image));
        Run(statement);
    }

    /// <summary>How many rows have been added that <see cref="Flush"/> has not noted.</summary>
    public int Pending => _hashes.Count;

    /// <summary>Rows that were added are taken back.</summary>
    public void Rewind(int pending) => _hashes.RemoveRange(pending, _hashes.Count - pending);

    /// <summary>Notes the rows added since the last time, in the transaction that holds them.</summary>
    public void Flush()
    {
        if (_hashes.Count == 0) return;
        using var statement = _database.Prepare($"INSERT INTO {_journal} ({Kind}, {After}) VALUES ({JournalKind.Mark}, ?1)");
        statement.BindBlob(1, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_hashes)));
        statement.StepOrThrow();
        _hashes.Clear();
    }

    public void Dispose()
    {
        foreach (var statement in _prepared) statement.Dispose();
    }

    private static void Keep(SqliteDatabase database, string journal, IReadOnlyList<string> columns, string table) =>
        database.Execute($"INSERT INTO {journal} ({Kind}, {List(columns)}) SELECT {JournalKind.Deleted}, {List(columns)} FROM {SqliteText.Quote(table)}");

    public static bool IsEmpty(SqliteDatabase database, string table) => SqliteCatalogue.Number(database, $"SELECT 1 FROM {SqliteText.Quote(table)} LIMIT 1") is null;

    private static IReadOnlyList<string> Names(IEnumerable<string> columns) => [.. columns.Select(SqliteText.Quote)];

    private static string List(IEnumerable<string> columns) => string.Join(", ", columns.Select(SqliteText.Quote));

    private static bool Is(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static void Run(SqliteStatement statement)
    {
        statement.StepOrThrow();
        statement.Reset();
    }

    private static SqliteStatement Bind(SqliteRowStatement statement, SqliteBinder binder, int row)
    {
        // A key that cannot be bound has been rejected before anyone asks here.
        binder.Bind(statement.Statement, statement.Fields, row);
        return statement.Statement;
    }

    private SqliteStatement Prepare(string sql)
    {
        var statement = _database.Prepare(sql);
        _prepared.Add(statement);
        return statement;
    }

    private SqliteRowStatement Row(string sql)
    {
        var statement = new SqliteRowStatement(_database, sql, _write.Key);
        _prepared.Add(statement.Statement);
        return statement;
    }
}
