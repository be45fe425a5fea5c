using System.Text.Json;
using DataMigration.Checkpoints;
using DataMigration.Cli.Databases;
using DataMigration.Configuration;
using DataMigration.Execution;

namespace DataMigration.Cli.Commands;

/// <summary>Runs that failed, taken up in a changed world.</summary>
public sealed class ResumeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ResumeCommandTests()
    {
        _folder.Write("datamigration.yaml", "connections: { db: { sqlite: { path: out.db } } }\n");
        _folder.Write("in.csv", "id,level\n1,g\n2,s\n3,g\n");
        _folder.Write("levels.csv", "code,name\ng,gold\ns,silver\n");
        Database.Execute("CREATE TABLE t (id INTEGER PRIMARY KEY, level TEXT)", "CREATE TABLE log (what TEXT)");
        // The load comes to its end, and what follows it fails until somebody makes the table.
        _folder.Write("load.yaml", """
            pipeline: load
            sources:
              s: { csv: { path: in.csv } }
              levels: { csv: { path: levels.csv } }
            transforms:
              - lookup: { source: levels, on: { level: code }, take: { name: name } }
            mappings:
              id: { from: id, type: integer }
              level: { from: name }
            targets:
              a:
                sql:
                  connection: db
                  table: t
                  before: ["insert into log values ('before')", "insert into log values ('and before')"]
                  after: ["insert into log values ('after')", "vacuum", "insert into log select 'to ' || name from missing", "insert into log values ('last')"]
            """);
    }

    private SqliteFile Database => new(Path.Combine(_folder.Path, "out.db"));

    private string Rows => string.Join(' ', Database.Column("select id || ':' || level from t order by id"));

    private string Log => string.Join(", ", Database.Column("select what from log order by rowid"));

    public void Dispose() => _folder.Dispose();

    /// <summary>Cut or made longer, it would be taken for what the run has filed.</summary>
    [Fact]
    public async Task Rejects_that_somebody_has_changed_in_the_run_s_folder_are_named_and_nothing_is_lost()
    {
        _folder.Write("in.csv", "id,level\n1,g\nxx,s\n3,g\n");
        File.AppendAllText(Path.Combine(_folder.Path, "load.yaml"), "\nrejects: { path: rejects.csv, accept: 1 }\n");
        await TerminalAsync(3, "run", "load.yaml");
        string filed = Directory.GetFiles(Path.Combine(_folder.Path, ".datamigration"), "s.csv", SearchOption.AllDirectories).Single(), was = File.ReadAllText(filed);
        File.WriteAllText(filed, was.Replace("xx", "2", StringComparison.Ordinal));
        var told = await TerminalAsync(3, "resume");
        (told.Out + told.Error).Should().Contain("DM4017").And.NotContain("none of it remains");
        File.ReadAllText(Path.Combine(_folder.Path, "rejects.csv")).Should().Be(was);
        File.WriteAllText(filed, was);
        Mend();
        await FailAsync(0, "resume");
        Rows.Should().Be("1:gold 3:gold");
    }

    [Fact]
    public async Task Statements_around_the_load_are_run_once()
    {
        (await TerminalAsync(3, "run", "load.yaml")).Out.Should().MatchRegex(@"load\.yaml:\d+:\d+: error DM");
        await FailAsync(3, "resume");
        Log.Should().Be("before, and before, after");
        Mend();
        await FailAsync(0, "resume");
        Log.Should().Be("before, and before, after, to end, last");
        Rows.Should().Be("1:gold 2:silver 3:gold");
    }

    [Theory]
    [InlineData("in.csv", "id,level\n1,g\n2,s\n3,s\n", "source s was in.csv")]
    [InlineData("levels.csv", "code,name\ng,gold\ns,SILVER\n", "source levels was levels.csv")]
    public async Task A_source_that_was_edited_is_refused_whatever_its_length(string file, string content, string told)
    {
        await FailAsync(3, "run", "load.yaml");
        Mend();
        string before = Log;
        _folder.Write(file, content);
        (await FailAsync(2, "resume")).Should().Contain("DM4101").And.Contain(told).And.Contain("--accept-changes");
        Log.Should().Be(before);
        await FailAsync(0, "resume", "--accept-changes");
        Rows.Should().Be("1:gold 2:silver 3:gold");
    }

    [Fact]
    public async Task A_later_run_that_never_began_stands_in_nobodys_way()
    {
        await FailAsync(3, "run", "load.yaml");
        Mend();
        File.Move(Path.Combine(_folder.Path, "out.db"), Path.Combine(_folder.Path, "away.db"));
        await FailAsync(2, "run", "load.yaml");
        File.Move(Path.Combine(_folder.Path, "away.db"), Path.Combine(_folder.Path, "out.db"));
        await FailAsync(0, "resume");
        Rows.Should().Be("1:gold 2:silver 3:gold");
    }

    /// <summary>Two people resume at once: the second one comes to its turn when the first one is done.</summary>
    [Fact]
    public async Task A_run_that_was_taken_up_and_ended_meanwhile_is_not_taken_up_again()
    {
        await FailAsync(3, "run", "load.yaml");
        var record = JsonDocument.Parse(await AskAsync("history", "--output", "json")).RootElement[0];
        var earlier = new EarlierRun(record.GetProperty("run").GetString()!, record.GetProperty("started").GetDateTimeOffset(), RunFingerprint.Parse("{}"));
        Mend();
        await FailAsync(0, "resume");
        var engine = new Composition().Engine;
        var result = await engine.ResumeAsync(Path.Combine(_folder.Path, "load.yaml"), new LoadOptions(), new RunOptions { AcceptChanges = true }, earlier, new Nobody(), CancellationToken.None);
        result.ExitCode.Should().Be(2);
        result.Diagnostics.Items.Should().ContainSingle().Which.Message.Should().EndWith("cannot be taken up: it has come to its end");
        Log.Should().Be("before, and before, after, to end, last");
        JsonDocument.Parse(await AskAsync("history", "--output", "json")).RootElement[0].GetProperty("status").GetString().Should().Be("completed");
    }

    private void Mend() => Database.Execute("CREATE TABLE missing (name TEXT)", "INSERT INTO missing VALUES ('end')");

    private async Task<string> FailAsync(int exit, params string[] args) => (await TerminalAsync(exit, args)).Error;

    private async Task<string> AskAsync(params string[] args) => (await TerminalAsync(0, args)).Out;

    private async Task<TestTerminal> TerminalAsync(int exit, params string[] args)
    {
        var terminal = TestTerminal.In(_folder.Path);
        (await terminal.RunAsync([.. args.Select(a => a == "load.yaml" ? Path.Combine(_folder.Path, a) : a)])).Should().Be(exit, terminal.Out + terminal.Error);
        return terminal;
    }
}
