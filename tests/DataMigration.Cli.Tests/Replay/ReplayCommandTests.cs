using System.Text;
using System.Text.Json;
using DataMigration.Cli.Databases;

namespace DataMigration.Cli.Replay;

/// <summary>Rejects of real runs, mended and run again.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ReplayCommandTests()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        _folder.Write("datamigration.yaml", "connections: { db: { sqlite: { path: out.db } }, from: { sqlite: { path: in.db } } }\n");
        Database.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, amount TEXT)");
    }

    private SqliteFile Database => new(Path.Combine(_folder.Path, "out.db"));

    private string Rows => string.Join(' ', Database.Column("select id || ':' || coalesce(name, '∅') || ':' || coalesce(amount, '∅') from t order by id"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("reasons: file")]
    [InlineData("reasons: column")]
    [InlineData("reasons: both")]
    public async Task Mended_rows_come_to_the_others_once(string reasons)
    {
        _folder.Write("in.csv", "id,name,amount\n1,one,1.50\nx,two,2\n3,three,much\n4,four,4\n");
        Write("csv: { path: in.csv }", reasons);
        string run = await RunAsync(1);
        Rows.Should().Be("1:one:1.50 4:four:4.00");
        Mend("x,two", "2,two");
        string told = await AskAsync(1, "replay", run);
        told.Should().Contain("2 read = 1 written + 1 rejected");
        Rows.Should().Be("1:one:1.50 2:two:2.00 4:four:4.00");
        (await FailAsync(2, "replay", run)).Should().Contain("DM4320").And.Contain("--again");
        string show = await AskAsync(0, "show");
        show.Should().Contain($"replay of").And.Contain(run);

        // What is still rejected can be mended in its turn, and is known by its place in the very first file.
        string second = await LastAsync();
        File.ReadAllLines(Path.Combine(_folder.Path, "rejects.csv")).Should().HaveCount(2);
        File.ReadAllText(Path.Combine(_folder.Path, "rejects.csv")).Should().Be(reasons == "reasons: file" ? "id,name,amount\n3,three,much\n" : "id,name,amount,reject_reason\n3,three,much,type\n");
        if (reasons != "reasons: column") Reasons().Should().Equal("in.csv:4");
        Mend("much", "3.25");
        (await AskAsync(0, "replay", second)).Should().Contain("1 read = 1 written + 0 rejected");
        Rows.Should().Be("1:one:1.50 2:two:2.00 3:three:3.25 4:four:4.00");
        File.Exists(Path.Combine(_folder.Path, "rejects.csv")).Should().BeFalse("nothing is left to mend");
    }

    [Fact]
    public async Task Origins_are_kept_where_they_can_be_known()
    {
        _folder.Write("in.csv", "id,name,amount\na,same,1\n2,ok,2\nb,same,3\nc,gone,4\nd,last,5\n");
        Write("csv: { path: in.csv }");
        string run = await RunAsync(1);
        // One is mended wrongly, in its place.
        Mend("b,same", "bb,same");
        await AskAsync(1, "replay", run);
        Reasons().Should().Equal("in.csv:2", "in.csv:4", "in.csv:5", "in.csv:6");
        string second = await LastAsync();
        // Others are taken out, put elsewhere and added: those that nobody touched are known.
        _folder.Write("rejects.csv", "id,name,amount\nd,last,5\nnew,row,6\na,same,1\n");
        await AskAsync(1, "replay", second);
        Reasons().Should().Equal("in.csv:6", $"{ReplayedFile(await LastAsync())}:3", "in.csv:2");
    }

    [Fact]
    public async Task A_file_of_any_dialect_is_read_as_it_was()
    {
        string text = "Titel;von früher\nNr;\"Name\";Betrag\n1;Ä so;1,5\nx;\"zwei\nZeilen; und mehr\";2,5\n3;drei;3,5\n";
        File.WriteAllBytes(Path.Combine(_folder.Path, "in.csv"), Encoding.GetEncoding(1252).GetBytes(text));
        Write("csv: { path: in.csv, delimiter: \";\", encoding: windows-1252, skip_rows: 1 }", "reasons: column", "id: { from: Nr, type: integer }\n  name: { from: Name }\n  amount: { from: Betrag }");
        string run = await RunAsync(1);
        string path = Path.Combine(_folder.Path, "rejects.csv");
        File.WriteAllBytes(path, Encoding.GetEncoding(1252).GetBytes(Encoding.GetEncoding(1252).GetString(File.ReadAllBytes(path)).Replace("x;", "2;", StringComparison.Ordinal)));
        await AskAsync(0, "replay", run);
        Rows.Should().Be("1:Ä so:1,5 2:zwei\nZeilen; und mehr:2,5 3:drei:3,5");
    }

    [Theory]
    [InlineData("jsonl: { path: in.json }", "{\"id\":\"x\",\"name\":\"two\",\"amount\":2.50}\n{\"id\":1,\"name\":\"one\",\"amount\":1.10}\n", "reasons: column")]
    [InlineData("json: { path: in.json }", "[ {\"id\": \"x\", \"name\": \"two\", \"amount\": 2.50}, {\"id\":1,\"name\":\"one\",\"amount\":1.10} ]", "reasons: both")]
    [InlineData("json: { path: in.json, columns: { id: text, name: text, amount: \"decimal(9,2)\" } }", "[{\"id\":\"x\",\"name\":\"two\",\"amount\":2.50},{\"id\":\"1\",\"name\":\"one\",\"amount\":1.10}]", "reasons: column")]
    public async Task Records_of_json_are_read_back(string source, string content, string reasons)
    {
        _folder.Write("in.json", content);
        Write(source, reasons, "id: { from: id, type: integer }\n  name: { from: name }\n  amount: { from: amount, type: \"decimal(9,2)\" }");
        string run = await RunAsync(1);
        File.Delete(Path.Combine(_folder.Path, "in.json"));
        await AskAsync(1, "replay", run, "--dry-run");
        Mend("\"x\"", "\"2\"");
        await AskAsync(0, "replay", run);
        Rows.Should().Be("1:one:1.10 2:two:2.50");
    }

    [Fact]
    public async Task Rows_of_a_database_keep_their_types()
    {
        new SqliteFile(Path.Combine(_folder.Path, "in.db")).Execute("CREATE TABLE s (id INTEGER PRIMARY KEY, name TEXT, amount DECIMAL_TEXT(30,10), at DATETIME, data BLOB)",
            "INSERT INTO s VALUES (1, '', '12345678901234567890.0123456789', '2024-02-29 12:34:56.789', x'00ff'), (2, NULL, NULL, NULL, NULL), (3, 'ok', '1', NULL, NULL)");
        Database.Execute("DROP TABLE t", "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, amount TEXT, at TEXT, data BLOB)");
        Write("sql: { connection: from, table: s, key: [id] }", "reasons: both", "id: { from: id }\n  name: { from: name }\n  amount: { from: amount }\n  at: { from: at }\n  data: { from: data }", "validations: [{ required: [name] }]");
        string run = await RunAsync(1);
        Database.Column("select id from t").Should().Equal("3");
        Mend("\"name\":\"\"", "\"name\":\"one\"");
        Mend("\"name\":null", "\"name\":\"two\"");
        await AskAsync(0, "replay", run);
        Database.Column("select id || ' ' || amount || ' ' || at || ' ' || hex(data) from t where id = 1").Single().Should().Be("1 12345678901234567890.0123456789 2024-02-29T12:34:56.789 00FF");
        Database.Column("select amount is null and at is null and data is null from t where id = 2").Should().Equal("1");
    }

    [Fact]
    public async Task Sources_that_join_are_each_read_from_their_own_file()
    {
        _folder.Write("a.csv", "id,name,amount\n1,a,1\nx,b,2\n");
        _folder.Write("b.csv", "id,name,amount\ny,c,3\n4,d,4\n");
        _folder.Write("c.csv", "id,name,amount\n5,e,5\n");
        _folder.Write("p.yaml", """
            pipeline: p
            sources: { a: { csv: { path: a.csv } }, b: { csv: { path: b.csv } }, c: { csv: { path: c.csv } } }
            transforms: [{ union: [b, c] }]
            mappings: { id: { from: id, type: integer }, name: { from: name }, amount: { from: amount } }
            targets: { t: { sql: { connection: db, table: t } } }
            rejects: { path: rejects.csv }
            """);
        string run = await RunAsync(1);
        Mend("x,", "2,");
        Mend("y,", "3,", "rejects.b.csv");
        (await AskAsync(0, "replay", run)).Should().Contain("1 read + 1 added = 2 written");
        Rows.Should().Be("1:a:1 2:b:2 3:c:3 4:d:4 5:e:5");
    }

    [Fact]
    public async Task Targets_that_cannot_take_more_rows_refuse()
    {
        _folder.Write("in.csv", "id,name,amount\nx,two,2\n");
        _folder.Write("p.yaml", "pipeline: p\nsources: { s: { csv: { path: in.csv } } }\nmappings: { id: { from: id, type: integer } }\ntargets: { a: { csv: { path: out.csv } }, b: { sql: { connection: db, table: t, mode: truncate } } }\n");
        string run = await RunAsync(1);
        (await FailAsync(2, "replay", run)).Should().Contain("DM4321").And.Contain("'a'").And.Contain("'b'");
        (await AskAsync(0, "history")).Split('\n').Should().HaveCount(3, "one that was refused has not been");
    }

    [Fact]
    public async Task What_is_no_run_with_rejects_is_refused()
    {
        _folder.Write("in.csv", "id,name,amount\n1,one,1\n");
        Write("csv: { path: in.csv }");
        string run = await RunAsync(0);
        (await FailAsync(2, "replay", run)).Should().Contain("DM4320").And.Contain("it has none");
        await AskAsync(0, "rollback", run);
        (await FailAsync(2, "replay", run)).Should().Contain("it has been undone");
        (await FailAsync(2, "replay", "nothing")).Should().Contain("There is no run");
        (await FailAsync(2, "replay", await LastAsync())).Should().Contain("it is a rollback");
        (await TerminalAsync(2, "replay")).Error.Should().Contain("Required argument missing");
    }

    [Fact]
    public async Task A_copy_that_a_later_run_has_made_is_not_taken_for_this_ones()
    {
        _folder.Write("in.csv", "id,name,amount\nx,first,1\n");
        Write("csv: { path: in.csv }");
        string first = await RunAsync(1);
        _folder.Write("in.csv", "id,name,amount\ny,second,2\n");
        await RunAsync(1);
        await AskAsync(1, "replay", first);
        Reasons().Should().Equal("in.csv:2");
        File.ReadAllText(Path.Combine(_folder.Path, "rejects.csv")).Should().Contain("first");
        _folder.Write("mended.csv", "id,name,amount\n7,first,1\n");
        await AskAsync(0, "replay", first, "--file", "mended.csv", "--again");
        Rows.Should().Be("7:first:1.00");
    }

    /// <summary>A reason in a cell of theirs would be taken for data.</summary>
    [Theory]
    [InlineData("pad", "column")]
    [InlineData("pad", "both")]
    [InlineData("lenient", "column")]
    public async Task Short_rows_that_pass_have_the_reason_behind_the_cells_they_lack(string ragged, string reasons)
    {
        _folder.Write("in.csv", "id,name,amount\nx\ny,\"t,wo\"\nz,three\n");
        Write($"csv: {{ path: in.csv, ragged: {ragged} }}", $"reasons: {reasons}");
        string run = await RunAsync(1);
        File.ReadAllText(Path.Combine(_folder.Path, "rejects.csv")).Should().Be("id,name,amount,reject_reason\nx,,,type\ny,\"t,wo\",,type\nz,three,,type\n");
        Mend("x,", "2,");
        // Whoever takes the reason out takes it out of the row that is filed again, and nothing else.
        Mend("z,three,,type", "zz,three");
        await AskAsync(1, "replay", run);
        Rows.Should().Be("2:∅:∅");
        File.ReadAllText(Path.Combine(_folder.Path, "rejects.csv")).Should().Be("id,name,amount,reject_reason\ny,\"t,wo\",,type\nzz,three,,type\n");
        Mend("y,", "3,");
        Mend("zz,", "4,");
        await AskAsync(0, "replay", await LastAsync());
        Rows.Should().Be("2:∅:∅ 3:t,wo:∅ 4:three:∅");
    }

    [Theory]
    [InlineData("empty: text, null_values: [\"-\"]", "x,-,-,type")]
    [InlineData("empty: text", "x")]
    public async Task Cells_that_a_short_row_lacks_stay_null(string empty, string filed)
    {
        _folder.Write("in.csv", "id,name,amount\nx\ny,,3\n");
        Write($"csv: {{ path: in.csv, ragged: pad, {empty} }}", "reasons: both");
        string run = await RunAsync(1);
        File.ReadAllText(Path.Combine(_folder.Path, "rejects.csv")).Should().Be($"id,name,amount,reject_reason\n{filed}\ny,,3,type\n");
        Mend("\nx", "\n2");
        Mend("y,", "3,");
        await AskAsync(0, "replay", run);
        Rows.Should().Be("2:∅:∅ 3::3.00");
    }

    [Theory]
    [InlineData("7,\"a\"b", "malformed")]
    [InlineData("7", "columns")]
    [InlineData("7,two,3,more", "columns")]
    public async Task A_row_without_the_cells_it_should_have_is_filed_as_it_was_however_often(string row, string code)
    {
        _folder.Write("in.csv", $"id,name,amount\n{row}\n");
        Write("csv: { path: in.csv }", "reasons: column");
        string run = await RunAsync(1), filed = $"id,name,amount,reject_reason\n{row},{code}\n";
        for (int i = 0; i < 3; i++)
        {
            File.ReadAllText(Path.Combine(_folder.Path, "rejects.csv")).Should().Be(filed);
            await AskAsync(1, "replay", run);
            run = await LastAsync();
        }
    }

    [Theory]
    [InlineData("file", "in.csv/3 in.csv/5")]
    [InlineData("column", "∅/∅ ∅/∅")]
    public async Task File_and_line_of_a_row_are_those_it_came_from(string reasons, string places)
    {
        _folder.Write("in.csv", "id,name,amount\n1,one,1\nx,two,2\n3,three,3\ny,four,4\n");
        Write("csv: { path: in.csv, file_column: file, line_column: line }", $"reasons: {reasons}", "id: { from: id, type: integer }\n  name: { from: file }\n  amount: { from: line }");
        string run = await RunAsync(1);
        Mend("x,", "2,");
        Mend("y,", "4,");
        await AskAsync(0, "replay", run);
        string.Join(' ', Database.Column("select coalesce(name, '∅') || '/' || coalesce(amount, '∅') from t where id in (2, 4) order by id")).Should().Be(places);
        string.Join(' ', Database.Column("select name || '/' || amount from t where id in (1, 3) order by id")).Should().Be("in.csv/2 in.csv/4");
    }

    [Fact]
    public async Task The_rejects_of_another_pipeline_are_not_taken_for_this_ones()
    {
        _folder.Write("in.csv", "id,name,amount\nx,first,1\n");
        _folder.Write("other.csv", "id,name,amount\ny,second,2\n");
        Write("csv: { path: in.csv }");
        string first = await RunAsync(1);
        WriteOther();
        string second = await RunAsync(1);
        Write("csv: { path: in.csv }");
        Mend("y,", "2,");
        // Nor are those that somebody has mended overwritten.
        (await FailAsync(2, "replay", first)).Should().Contain("DM4001");
        WriteOther();
        await AskAsync(0, "replay", second);
        Rows.Should().Be("2:second:2.00");
        Write("csv: { path: in.csv }");
        await AskAsync(1, "replay", first);
        Rows.Should().Be("2:second:2.00");

        void WriteOther()
        {
            Mend("pipeline: p", "pipeline: q", "p.yaml");
            Mend("in.csv", "other.csv", "p.yaml");
        }
    }

    [Fact]
    public async Task Mended_rejects_of_a_later_run_stay_when_an_earlier_one_is_replayed()
    {
        _folder.Write("in.csv", "id,name,amount\nx,first,1\n");
        Write("csv: { path: in.csv }");
        string first = await RunAsync(1);
        _folder.Write("in.csv", "id,name,amount\ny,second,2\n");
        string second = await RunAsync(1);
        Mend("y,", "2,");
        (await FailAsync(2, "replay", first)).Should().Contain("DM4001").And.Contain("rejects.csv");
        await AskAsync(0, "replay", second);
        await AskAsync(1, "replay", first);
        Mend("x,", "1,");
        await AskAsync(0, "replay", await LastAsync());
        Rows.Should().Be("1:first:1.00 2:second:2.00");
    }

    /// <summary>The rows that it did not come to would be missing, and nobody would be told.</summary>
    [Theory]
    [InlineData("stop_after: 0", "")]
    [InlineData("accept: 100%", "validations: [{ required: [name], severity: fail }]")]
    public async Task A_run_that_was_stopped_is_run_again_and_not_replayed(string rejects, string validations)
    {
        _folder.Write("in.csv", "id,name,amount\nx,two,2\n3,,3\n4,four,4\n");
        Write("csv: { path: in.csv }", rejects, more: validations);
        var told = await TerminalAsync(1, "run", Path.Combine(_folder.Path, "p.yaml"));
        told.Out.Should().NotContain("datamigrate replay");
        (await FailAsync(2, "replay", await LastAsync())).Should().Contain("DM4320").And.Contain("not come to its end");
    }

    [Fact]
    public async Task A_replay_is_undone_by_itself()
    {
        _folder.Write("in.csv", "id,name,amount\n1,one,1\nx,two,2\n");
        Write("csv: { path: in.csv }");
        string run = await RunAsync(1);
        Mend("x,", "2,");
        await AskAsync(0, "replay", run);
        await AskAsync(0, "rollback", await LastAsync());
        Rows.Should().Be("1:one:1.00");
        _folder.Write("rejects.csv", "id,name,amount\n3,two,2\n");
        await AskAsync(0, "replay", run, "--file", "rejects.csv");
        Rows.Should().Be("1:one:1.00 3:two:2.00");
    }

    /// <summary>What it has written would be written a second time.</summary>
    [Fact]
    public async Task A_replay_that_broke_off_is_gone_on_with_and_not_begun_again()
    {
        _folder.Write("in.csv", "id,name,amount\n1,one,1\nx,two,2\n");
        Database.Execute("DROP TABLE t", "CREATE TABLE t (id INTEGER, name TEXT, amount TEXT)", "CREATE TABLE done (n INTEGER)");
        _folder.Write("p.yaml", """
            pipeline: p
            sources: { s: { csv: { path: in.csv } } }
            mappings: { id: { from: id, type: integer }, name: { from: name }, amount: { from: amount } }
            targets: { t: { sql: { connection: db, table: t, after: [insert into done values (1)] } } }
            rejects: { path: rejects.csv }
            """);
        string run = await RunAsync(1);
        Mend("x,", "2,");
        Database.Execute("ALTER TABLE done RENAME TO away");
        await AskAsync(3, "replay", run);
        string replay = await LastAsync();
        Rows.Should().Be("1:one:1 2:two:2");
        Database.Execute("ALTER TABLE away RENAME TO done");
        (await FailAsync(2, "replay", run)).Should().Contain("DM4320").And.Contain($"datamigrate resume {replay}");
        await AskAsync(0, "resume");
        Rows.Should().Be("1:one:1 2:two:2");
        (await FailAsync(2, "replay", run)).Should().Contain($"run {replay} has replayed them");
    }

    private const string Fields = "id: { from: id, type: integer }\n  name: { from: name }\n  amount: { from: amount, type: \"decimal(9,2)\" }";

    private void Write(string source, string rejects = "reasons: file", string mappings = Fields, string more = "") => _folder.Write("p.yaml", $"""
        pipeline: p
        sources:
          s: {"{"} {source} {"}"}
        mappings:
          {mappings}
        {more}
        targets:
          t: {"{"} sql: {"{"} connection: db, table: t {"}"} {"}"}
        rejects: {"{"} path: rejects.csv, {rejects} {"}"}
        """);

    private void Mend(string from, string to, string file = "rejects.csv")
    {
        string text = File.ReadAllText(Path.Combine(_folder.Path, file));
        text.Should().Contain(from);
        _folder.Write(file, text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>File and line of each reason under the copy's name.</summary>
    private List<string> Reasons() =>
        [.. File.ReadAllLines(Path.Combine(_folder.Path, "rejects.reasons.jsonl")).Select(l => JsonDocument.Parse(l).RootElement).Select(r => $"{Path.GetFileName(r.GetProperty("file").GetString())}:{r.GetProperty("line").GetInt64()}")];

    private string ReplayedFile(string run) => Path.GetFileName(Directory.GetFiles(Path.Combine(_folder.Path, ".datamigration", "runs", run, "replayed"), "s.*").Single());

    private async Task<string> RunAsync(int exit)
    {
        await AskAsync(exit, "run", Path.Combine(_folder.Path, "p.yaml"));
        return await LastAsync();
    }

    private async Task<string> LastAsync() => JsonDocument.Parse(await AskAsync(0, "history", "--limit", "1", "--output", "json")).RootElement[0].GetProperty("run").GetString()!;

    private async Task<string> AskAsync(int exit, params string[] args) => (await TerminalAsync(exit, args)).Out;

    private async Task<string> FailAsync(int exit, params string[] args) => (await TerminalAsync(exit, args)).Error;

    private async Task<TestTerminal> TerminalAsync(int exit, params string[] args)
    {
        var terminal = TestTerminal.In(_folder.Path);
        (await terminal.RunAsync(args)).Should().Be(exit, terminal.Out + terminal.Error);
        return terminal;
    }
}
