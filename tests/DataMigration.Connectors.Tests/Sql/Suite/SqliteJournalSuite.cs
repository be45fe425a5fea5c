namespace DataMigration.Connectors.Sql.Suite;

/// <summary>Undoing loads of tables that are made as only this database makes them.</summary>
public sealed class SqliteJournalSuite : SqlJournalSuite
{
    internal override Task<IDatabaseUnderTest> OpenAsync() => SqliteUnderTest.NewAsync();

    public static readonly TheoryData<string, string> OddTables = new()
    {
        { "without rowid", "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, name TEXT) WITHOUT ROWID" },
        { "without rowid, other case", "CREATE TABLE T (ID INTEGER NOT NULL PRIMARY KEY, Name TEXT) WITHOUT ROWID" },
        { "other case", "CREATE TABLE T (ID INTEGER NOT NULL PRIMARY KEY, Name TEXT)" },
        { "column rowid", "CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, name TEXT, rowid TEXT DEFAULT 'r', h INTEGER DEFAULT 1, j TEXT DEFAULT 'j', t TEXT DEFAULT 't')" },
        { "column rowid, key of text", "CREATE TABLE t (id BIGINT NOT NULL UNIQUE, name TEXT, rowid TEXT DEFAULT 'r')" },
        { "all names of rowid", "CREATE TABLE t (id BIGINT NOT NULL UNIQUE, name TEXT, rowid TEXT, _rowid_ TEXT, oid TEXT)" },
        { "key of text", "CREATE TABLE t (id TEXT NOT NULL PRIMARY KEY COLLATE NOCASE, name TEXT COLLATE NOCASE)" },
        { "real", "CREATE TABLE t (id REAL NOT NULL PRIMARY KEY, name BLOB, r REAL DEFAULT 1, n NUMERIC DEFAULT '1e3')" },
        { "strict", "CREATE TABLE t (id INTEGER PRIMARY KEY, name ANY, b BLOB DEFAULT x'00ff') STRICT" },
        { "trigger", "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, n INTEGER DEFAULT 0);;CREATE TRIGGER \"my \"\"trigger\" AFTER INSERT ON t BEGIN UPDATE t SET n = n + 1 WHERE id = new.id; END" },
        { "conflict clause", "CREATE TABLE t (id INTEGER PRIMARY KEY ON CONFLICT REPLACE, name TEXT)" },
    };

    [Theory]
    [MemberData(nameof(OddTables))]
    public Task A_load_of_an_odd_table_is_undone(string what, string ddl) => AnOddTableIsUndoneAsync(what, ddl);

    [Fact]
    public async Task A_later_load_is_seen_whatever_the_name_s_case()
    {
        await using var database = await OpenJournaledAsync("1:o");
        var later = Journal with { Place = Place with { Run = "20261124T000000Z-other-0000", Pipeline = "other" } };
        var first = JournaledInto(SqlMode.Upsert);
        var second = JournaledInto(SqlMode.Replace) with { Table = "T" };
        await JournaledAsync(database, first, People, [[Parse("1:a 2:a")]]);
        await JournaledAsync(database, second, People, [[Parse("1:b 2:b")]], journal: later);
        await using (var journal = await OpenJournalAsync(database, first)) journal!.Obstacle.Should().Contain(later.Place.Run);
        (await UndoAsync(database, second, journal: later)).Conflicts.Should().Be(0);
        (await UndoAsync(database, first)).Conflicts.Should().Be(0);
        (await PeopleOf(database)).Should().Be("1:o");
    }
}
