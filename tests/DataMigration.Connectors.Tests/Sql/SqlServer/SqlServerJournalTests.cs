using System.Runtime.CompilerServices;
using DataMigration.Connectors.Sql.Journals;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Every text that keeps a journal or undoes by it, written down and held against the grammar. With DATAMIGRATION_UPDATE=1 they are written anew; a person reads them.</summary>
public sealed class SqlServerJournalTests
{
    private const string Journal = "[my.schema].[datamigration_journal_0123456789abcdef]";

    public static TheoryData<string> All => new(Texts().Select(p => p.Name));

    [Theory]
    [MemberData(nameof(All))]
    public void Texts_are_those_written_down(string name)
    {
        string path = Path.Combine(Folder(), $"{name}.sql");
        string text = string.Concat(Texts().Single(p => p.Name == name).Texts.Select(t => name.StartsWith("script_", StringComparison.Ordinal) ? t + "\n" : t + ";\n"));
        if (Environment.GetEnvironmentVariable("DATAMIGRATION_UPDATE") == "1") File.WriteAllText(path, text);
        text.Should().Be(File.ReadAllText(path).ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Texts_are_those_of_SQL_Server_2016(string name) => Texts().Single(p => p.Name == name).Texts.SelectMany(TSql.Errors).Should().BeEmpty();

    [Fact]
    public void What_is_asked_besides_is_in_the_language() =>
        new[] { SqlServerUndo.Size, SqlServerRunJournal.MayNotCreate, SqlServerUndoText.CreateDue, SqlServerUndoText.Declare }.SelectMany(TSql.Errors).Should().BeEmpty();

    [Theory]
    [InlineData(400)]
    [InlineData(1000)]
    public void Rows_of_many_columns_are_hashed_without_being_cut(int count)
    {
        var columns = Enumerable.Range(0, count).Select(i => SqlServerPlans.Column($"c{i}", "nvarchar", 4000)).ToList();
        string hash = SqlServerRowHash.Of(columns, "t");
        TSql.Errors($"SELECT {hash} FROM t").Should().BeEmpty();
        columns.Should().AllSatisfy(c => hash.Should().Contain($"t.[{c.Name}]"));
        // One of 4,000 bytes and what leads it, once: two would be cut.
        hash.Split("HASHBYTES(").Should().AllSatisfy(part => part.Split("varbinary(4000)").Length.Should().BeLessThanOrEqualTo(2));
        // Hashes of hashes, 32 at most joined: 1,024 bytes.
        hash.Split("HASHBYTES(").Length.Should().BeGreaterThan(count);
    }

    [Fact]
    public void A_value_of_each_type_has_its_bytes()
    {
        string[] types = ["bit", "int", "decimal", "money", "real", "float", "date", "time", "datetime", "datetime2", "datetimeoffset", "uniqueidentifier", "char", "nvarchar", "varbinary", "text", "ntext", "image", "xml", "sql_variant", "hierarchyid", "geometry", "geography"];
        foreach (string type in types)
        {
            var column = SqlServerPlans.Column("c", type, type is "char" or "nvarchar" or "varbinary" ? 100 : 8, 10, 2);
            SqlServerRowHash.Takes(column.Type).Should().BeTrue(type);
            TSql.Errors($"SELECT {SqlServerRowHash.Of([column], "t")} FROM t").Should().BeEmpty(type);
        }
        SqlServerRowHash.Takes(new SqlServerType("MyType", -1, 0, 0)).Should().BeFalse();
    }

    [Fact]
    public void What_cannot_be_undone_is_said()
    {
        var table = SqlServerPlans.Nasty();
        var write = SqlServerPlans.Write(table, SqlServerPlans.NastyFields(), SqlMode.Upsert, [0]);
        string? Of(SqlServerTable of, bool tells = true) => SqlServerRunJournal.Obstacle(write, of, tells);
        Of(table).Should().BeNull();
        Of(table, tells: false).Should().EndWith("has rows, and no key of columns that are never null to tell them from new ones");
        Of(table with { IsView = true }).Should().EndWith("is a view");
        Of(table with { IsInMemory = true }).Should().EndWith("is memory-optimized");
        Of(table with { HasInsteadOf = true }).Should().Contain("in the place of a change");
        SqlServerRunJournal.Obstacle(write with { FireTriggers = false }, table with { HasInsteadOf = true }, true).Should().BeNull("it does not fire");
        Of(SqlServerPlans.Table(table.Name, SqlServerPlans.Column("Datamigration_After", "int", 4))).Should().Contain("has a column Datamigration_After itself");
        Of(SqlServerPlans.Table(table.Name, SqlServerPlans.Column("place", "MyType", -1))).Should().Contain("column place of").And.Contain("of type MyType");
        SqlServerTable Many(int count) => SqlServerPlans.Table(table.Name, [.. Enumerable.Range(0, count).Select(i => SqlServerPlans.Column($"c{i}", "bit", 1))]);
        Of(Many(1020)).Should().BeNull();
        Of(Many(1021)).Should().Contain("1021 columns").And.Contain("1024");
        Of(SqlServerPlans.Table(table.Name, SqlServerPlans.Column("a", "nchar", 8000))).Should().Contain("as long as they can be");
    }

    [Fact]
    public void What_tells_rows_apart_may_be_filled_by_the_server()
    {
        var table = SqlServerPlans.Nasty() with { UniqueKeys = [["select"], ["a]b"]] };
        SqlServerRunJournal.KeyOf(SqlServerPlans.Write(table, SqlServerPlans.NastyFields(), SqlMode.Insert, []), table).Should().Equal("a]b");
        SqlServerRunJournal.KeyOf(SqlServerPlans.Write(table, SqlServerPlans.NastyFields(), SqlMode.Upsert, [2]), table).Should().Equal(["select"], "as the table spells it");
        SqlServerRunJournal.KeyOf(SqlServerPlans.Write(table, SqlServerPlans.NastyFields(), SqlMode.Insert, []), table with { UniqueKeys = [["select"]] }).Should().BeEmpty();
    }

    [Fact]
    public void A_table_that_the_load_fills_from_the_start_is_one_fact()
    {
        var table = SqlServerPlans.Nasty();
        bool IsWhole(SqlMode mode, bool isEmpty) => SqlServerRunJournal.Content(SqlServerPlans.Write(table, SqlServerPlans.NastyFields(), mode, [0]), table, isEmpty, isMade: false).IsWhole;
        Enum.GetValues<SqlMode>().Where(m => IsWhole(m, isEmpty: true)).Should().BeEquivalentTo([SqlMode.Insert, SqlMode.InsertNew, SqlMode.Upsert, SqlMode.Truncate, SqlMode.Replace]);
        Enum.GetValues<SqlMode>().Where(m => IsWhole(m, isEmpty: false)).Should().BeEquivalentTo([SqlMode.Truncate, SqlMode.Replace]);
    }

    private static IEnumerable<(string Name, IReadOnlyList<string> Texts)> Texts()
    {
        var table = SqlServerPlans.Nasty() with { UniqueKeys = [["x.y", "select"], ["a]b"]] };
        var plain = SqlServerPlans.Table(new SqlName(null, "t"), SqlServerPlans.Column("id", "bigint", 8, 19, nullable: false), SqlServerPlans.Column("name", "nvarchar", 200), SqlServerPlans.Column("seen", "datetime", 8), SqlServerPlans.Column("what", "sql_variant", 8016)) with { UniqueKeys = [["id"]] };
        var people = TestRows.Schema(("id", DataType.Integer), ("name", DataType.Text));
        (string, IReadOnlyList<string>) Load(string name, SqlServerTable of, RecordSchema fields, SqlMode mode, int[] key, bool isEmpty = false, bool isMade = false, Func<SqlWrite, SqlWrite>? change = null)
        {
            var write = (change ?? (w => w))(SqlServerPlans.Write(of, fields, mode, key));
            var content = SqlServerRunJournal.Content(write, of, isEmpty, isMade);
            content.Obstacle.Should().BeNull();
            var journal = new SqlServerRunJournal(content, of, Journal);
            var plan = SqlServerLoad.Plan(write, of, exists: !isMade, isLoaded: false, journal);
            var texts = new List<string>([.. SqlServerRunJournal.Making(content, of, write, Journal), .. plan.First]);
            if (mode == SqlMode.Delete) texts.Add(plan.Statements.Delete);
            else if (key.Length == 0) texts.Add(plan.Statements.Insert);
            if (key.Length > 0 && mode is not SqlMode.Delete) texts.AddRange([.. plan.Statements.Update is { } update ? [update] : Array.Empty<string>(), .. mode == SqlMode.Update ? Array.Empty<string>() : [plan.Statements.InsertMissing]]);
            if (content.IsWhole) texts.Add(journal.Mark(12345));
            if (plan.Replacement is not null) texts.AddRange(journal.Replacing);
            if (content.IsWhole) texts.Add(journal.Ending);
            return ($"journal_{name}", texts);
        }
        var fields = SqlServerPlans.NastyFields();
        yield return Load("insert", table, fields, SqlMode.Insert, []);
        yield return Load("insert_empty", table, fields, SqlMode.Insert, [], isEmpty: true);
        yield return Load("insert_numbered", plain with { Columns = [SqlServerPlans.Column("number", "int", 4, 10, nullable: false, identity: true), .. plain.Columns], UniqueKeys = [["number"], ["id"]] }, people, SqlMode.Insert, []);
        yield return Load("upsert", table, fields, SqlMode.Upsert, [1, 2]);
        yield return Load("upsert_last", table, fields, SqlMode.Upsert, [0, 1, 2], change: w => w with { Duplicates = DuplicatePolicy.Last });
        yield return Load("upsert_empty", plain, people, SqlMode.Upsert, [0], isEmpty: true);
        yield return Load("insert_new", plain, people, SqlMode.InsertNew, [0]);
        yield return Load("update", plain, people, SqlMode.Update, [0]);
        yield return Load("delete", plain, people, SqlMode.Delete, [0]);
        yield return Load("delete_last", plain, people, SqlMode.Delete, [0], change: w => w with { Duplicates = DuplicatePolicy.Last });
        yield return Load("truncate", table, fields, SqlMode.Truncate, []);
        yield return Load("replace", plain, people, SqlMode.Replace, []);
        yield return Load("create", plain, people, SqlMode.Insert, [], isEmpty: true, isMade: true, change: w => w with { Create = true });

        (string, IReadOnlyList<string>)[] Undo(string name, SqlServerTable of, SqlMode mode, bool isWhole, bool force, SqlServerOwnership ownership, IReadOnlyList<string>? key = null)
        {
            var content = new JournalContent { Table = of.Name, Mode = mode, IsWhole = isWhole, IsMade = false, Key = key ?? of.UniqueKeys[0], Columns = [.. of.Columns.Where(c => !c.Generated).Select(c => c.Name)] };
            var text = new SqlServerUndoText(content, of, Journal, ownership);
            List<string> texts = [text.CountMarks, text.CountTarget, text.CountReplaced, text.CountRows, text.ConflictRows, text.CountLeft, text.Next, text.RowAt, text.DropMade];
            if (isWhole) texts.AddRange([text.CountWhole, text.ForeignRows]);
            if (isWhole && content.Key.Count > 0) texts.Add(text.NameRows(force));
            return [($"undo_{name}", texts), ($"script_{name}", [string.Join("\n", SqlServerUndoScript.Lines(content, text, Journal, force))])];
        }
        foreach (var texts in (IEnumerable<(string, IReadOnlyList<string>)>)[
            .. Undo("rows", table, SqlMode.Upsert, isWhole: false, force: false, SqlServerOwnership.None),
            .. Undo("rows_force", plain, SqlMode.Upsert, isWhole: false, force: true, SqlServerOwnership.None),
            .. Undo("whole", plain, SqlMode.Truncate, isWhole: true, force: false, SqlServerOwnership.Hashed),
            .. Undo("whole_force", plain, SqlMode.Truncate, isWhole: true, force: true, SqlServerOwnership.Hashed),
            .. Undo("whole_unended", table, SqlMode.Insert, isWhole: true, force: false, SqlServerOwnership.All),
            .. Undo("whole_keyless", plain, SqlMode.Replace, isWhole: true, force: false, SqlServerOwnership.Hashed, key: []),
        ])
            yield return texts;
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Statements");
}
