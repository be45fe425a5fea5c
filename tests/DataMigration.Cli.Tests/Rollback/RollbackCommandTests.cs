using System.Text.Json;
using DataMigration.Cli.Databases;

namespace DataMigration.Cli.Rollback;

/// <summary>Real runs, undone.</summary>
public sealed class RollbackCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RollbackCommandTests()
    {
        _folder.Write("datamigration.yaml", "connections: { db: { sqlite: { path: out.db } } }\n");
        Database.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)", "INSERT INTO t VALUES (1, 'old'), (9, 'nine')");
        _folder.Write("in.csv", "id,name\n1,new\n2,two\n3,three\n");
        Write("load", "table: { sql: { connection: db, table: t, mode: upsert, key: [id] } }\n  file: { csv: { path: out.csv } }");
        _folder.Write("out.csv", "former\n");
    }

    private SqliteFile Database => new(Path.Combine(_folder.Path, "out.db"));

    private string Rows => string.Join(' ', Database.Column("select id || ':' || name from t order by id"));

    private string OutputFile => File.ReadAllText(Path.Combine(_folder.Path, "out.csv"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_is_undone_in_all_its_targets()
    {
        string run = await RunAsync("load");
        Rows.Should().Be("1:new 2:two 3:three 9:nine");
        (await AskAsync(0, "show", run)).Should().Contain($"datamigrate rollback {run}");
        string plan = await AskAsync(0, "rollback", run, "--dry-run");
        plan.Should().Contain("2 added by the run would go").And.Contain("1 changed by it would get their old values back").And.Contain("nothing was changed");
        Rows.Should().Be("1:new 2:two 3:three 9:nine");

        string done = await AskAsync(0, "rollback", run[^4..]);
        done.Should().Contain("2 added by the run went").And.EndWith($"{run}: undone\n");
        done.IndexOf("file:", StringComparison.Ordinal).Should().BeLessThan(done.IndexOf("table:", StringComparison.Ordinal), "the last target is undone first");
        Rows.Should().Be("1:old 9:nine");
        OutputFile.Should().Be("former\n");
        string history = await AskAsync(0, "history");
        history.Should().Contain("rolled back").And.Contain("completed (a rollback)");
        (await AskAsync(0, "history", "--status", "rolled_back")).Should().Contain(run).And.NotContain("a rollback");
        (await FailAsync(2, "rollback", run)).Should().Contain("DM4301").And.Contain("it has been undone by");
        (await FailAsync(2, "resume", run)).Should().Contain("DM4100");
        Directory.GetFiles(_folder.Path, ".out.csv*").Should().BeEmpty();
    }

    [Fact]
    public async Task What_somebody_has_changed_since_is_left_until_it_is_forced()
    {
        string run = await RunAsync("load");
        Database.Execute("UPDATE t SET name = 'mine' WHERE id = 2");
        _folder.Write("out.csv", "edited\n");
        var planned = await TerminalAsync(1, "rollback", run, "--dry-run");
        planned.Out.Should().Contain("id = 2 was changed since").And.Contain("would be left");
        var done = await TerminalAsync(1, "rollback", run);
        done.Out.Should().Contain("1 was left as it is:").And.Contain("id = 2 was changed since");
        done.Error.Should().Contain("DM4303").And.Contain("--force");
        Rows.Should().Be("1:old 2:mine 9:nine");
        OutputFile.Should().Be("edited\n");
        (await AskAsync(0, "show", run)).Should().Contain("rollback");
        // The rollback that left something is of the same pipeline.
        (await AskAsync(0, "rollback", "load", "--force")).Should().Contain("undone");
        Rows.Should().Be("1:old 9:nine");
        OutputFile.Should().Be("former\n");
    }

    [Fact]
    public async Task Runs_on_one_target_are_undone_newest_first()
    {
        string first = await RunAsync("load");
        _folder.Write("in.csv", "id,name\n2,again\n");
        string second = await RunAsync("load");
        (await FailAsync(2, "rollback", first)).Should().Contain("DM4301").And.Contain(second);
        Rows.Should().Be("1:new 2:again 3:three 9:nine");
        await AskAsync(0, "rollback", second);
        Rows.Should().Be("1:new 2:two 3:three 9:nine");
        await AskAsync(0, "rollback", first);
        Rows.Should().Be("1:old 9:nine");
        OutputFile.Should().Be("former\n");
    }

    [Fact]
    public async Task The_pipeline_may_have_changed_or_gone_since()
    {
        string run = await RunAsync("load");
        File.Delete(Path.Combine(_folder.Path, "load.yaml"));
        File.Delete(Path.Combine(_folder.Path, "in.csv"));
        await AskAsync(0, "rollback", run);
        Rows.Should().Be("1:old 9:nine");
    }

    [Fact]
    public async Task Without_its_connection_a_run_cannot_be_undone()
    {
        string run = await RunAsync("load");
        _folder.Write("datamigration.yaml", "connections: { other: { sqlite: { path: out.db } } }\n");
        (await FailAsync(3, "rollback", run)).Should().Contain("DM4302").And.Contain("'db'");
        (await AskAsync(0, "history")).Should().NotContain("a rollback", "one that did nothing has not been");
    }

    [Fact]
    public async Task Statements_are_written_for_somebody_else_to_run()
    {
        string run = await RunAsync("load");
        await AskAsync(0, "rollback", run, "--sql-out", "undo.sql");
        string script = File.ReadAllText(Path.Combine(_folder.Path, "undo.sql"));
        script.Should().Contain("DELETE FROM \"t\" WHERE \"id\" = 2;").And.Contain("UPDATE \"t\" SET \"name\" = 'old' WHERE \"id\" = 1;").And.Contain("out.csv");
        Rows.Should().Be("1:new 2:two 3:three 9:nine");
        // What a shell does stands in comments: whoever may change the table runs the file as it is.
        Database.Execute(script);
        Rows.Should().Be("1:old 9:nine");
        script.Should().Contain("-- mv -f -- ");
        (await AskAsync(0, "rollback", run)).Should().Contain("undone");
        OutputFile.Should().Be("former\n");
    }

    [Fact]
    public async Task Json_says_what_was_done()
    {
        string run = await RunAsync("load");
        var json = JsonDocument.Parse(await AskAsync(0, "rollback", run, "--output", "json")).RootElement;
        json.GetProperty("run").GetString().Should().Be(run);
        json.GetProperty("status").GetString().Should().Be("completed");
        json.GetProperty("targets")[1].GetProperty("plan").GetProperty("deletes").GetInt64().Should().Be(2);
        json.GetProperty("targets")[1].GetProperty("result").GetProperty("done").GetInt64().Should().Be(3);
        var record = JsonDocument.Parse(await AskAsync(0, "show", run, "--output", "json")).RootElement.GetProperty("record");
        record.GetProperty("rolled_back_by").GetString().Should().Be(json.GetProperty("rollback").GetString());
    }

    [Fact]
    public async Task A_run_that_is_forgotten_stays_as_it_is()
    {
        string run = await RunAsync("load");
        (await AskAsync(0, "forget", run)).Should().Contain("cannot be undone any more");
        (await AskAsync(0, "forget", run)).Should().Contain("nothing to forget");
        (await FailAsync(2, "rollback", run)).Should().Contain("its journal was forgotten");
        Rows.Should().Be("1:new 2:two 3:three 9:nine");
        Directory.GetFiles(_folder.Path, ".out.csv*").Should().BeEmpty();
        Database.Column("select name from sqlite_schema where substr(name, 1, 22) = 'datamigration_journal_'").Should().BeEmpty();
    }

    [Fact]
    public async Task Old_journals_go_when_a_run_begins()
    {
        string first = await RunAsync("load");
        _folder.Write("datamigration.yaml", "connections: { db: { sqlite: { path: out.db } } }\nretention: { journal: 0s }\n");
        string second = await RunAsync("load");
        (await FailAsync(2, "rollback", first)).Should().Contain("its journal was forgotten");
        Database.Column("select run from datamigration_journals").Should().Equal(second);
    }

    [Fact]
    public async Task Who_wants_no_journal_has_none()
    {
        Write("load", "table: { sql: { connection: db, table: t, mode: upsert, key: [id] } }", "rollback: none");
        string run = await RunAsync("load");
        (await FailAsync(2, "rollback", run)).Should().Contain("it has kept no journal");
        Database.Column("select count(*) from sqlite_schema where name = 'datamigration_journals'").Should().Equal("0");
        (await AskAsync(0, "plan", Path.Combine(_folder.Path, "load.yaml"))).Should().Contain("cannot be undone: `rollback: none`");
    }

    [Fact]
    public async Task Who_insists_on_one_is_told_where_it_cannot_be_had()
    {
        Database.Execute("CREATE TABLE keyless (id INTEGER, name TEXT)", "INSERT INTO keyless VALUES (1, 'x')");
        Write("load", "table: { sql: { connection: db, table: keyless } }", "rollback: journal");
        string told = await FailAsync(2, "run", Path.Combine(_folder.Path, "load.yaml"));
        told.Should().Contain("load.yaml:").And.Contain("DM4300").And.Contain("keyless");
        Write("load", "table: { sql: { connection: db, table: keyless } }");
        string run = await RunAsync("load");
        (await FailAsync(2, "rollback", run)).Should().Contain("it has kept no journal");
        (await AskAsync(0, "plan", "--connect", Path.Combine(_folder.Path, "load.yaml"))).Should().Contain("cannot be undone");
    }

    [Fact]
    public async Task A_run_must_be_named()
    {
        await RunAsync("load");
        (await TerminalAsync(2, "rollback")).Error.Should().Contain("Required argument missing");
        (await FailAsync(2, "rollback", "nothing")).Should().Contain("There is no run 'nothing' here");
        (await TerminalAsync(2, "forget")).Error.Should().Contain("Required argument missing");
    }

    private void Write(string pipeline, string targets, string more = "") => _folder.Write($"{pipeline}.yaml", $"""
        pipeline: {pipeline}
        sources: {"{"} s: {"{"} csv: {"{"} path: in.csv {"}"} {"}"} {"}"}
        mappings:
          id: {"{"} from: id, type: integer {"}"}
          name: {"{"} from: name {"}"}
        targets:
          {targets}
        {more}
        """);

    /// <returns>The run's id.</returns>
    private async Task<string> RunAsync(string pipeline)
    {
        await AskAsync(0, "run", Path.Combine(_folder.Path, $"{pipeline}.yaml"));
        return JsonDocument.Parse(await AskAsync(0, "history", "--limit", "1", "--output", "json")).RootElement[0].GetProperty("run").GetString()!;
    }

    private async Task<string> AskAsync(int exit, params string[] args) => (await TerminalAsync(exit, args)).Out;

    private async Task<string> FailAsync(int exit, params string[] args) => (await TerminalAsync(exit, args)).Error;

    private async Task<TestTerminal> TerminalAsync(int exit, params string[] args)
    {
        var terminal = TestTerminal.In(_folder.Path);
        (await terminal.RunAsync(args)).Should().Be(exit, terminal.Out + terminal.Error);
        return terminal;
    }
}
