using DataMigration.Configuration;
using DataMigration.Configuration.Definitions;
using DataMigration.Declarations;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Configuration;

public sealed class ProjectFileTests : IDisposable
{
    private const string Pipeline = "pipeline: p\n" + TestLoader.Rest;

    private readonly TestLoader _loader = new();

    public void Dispose() => _loader.Dispose();

    [Fact]
    public void Without_one_there_are_no_connections_and_state_lies_beside_the_pipeline()
    {
        var loaded = _loader.LoadFile(_loader.Write("deep/p.yaml", Pipeline));
        loaded.Project!.Connections.Should().BeEmpty();
        loaded.StateDirectory.Should().Be(Path.Combine(_loader.Folder, "deep"));
    }

    [Fact]
    public void The_nearest_one_on_the_way_up_counts()
    {
        _loader.Write("datamigration.yaml", "connections: { far: { sqlite: { path: a.db } } }\n");
        _loader.Write("x/datamigration.yaml", "connections: { near: { sqlite: { path: b.db } } }\n");
        var loaded = _loader.LoadFile(_loader.Write("x/y/p.yaml", Pipeline));
        loaded.Project!.Connections.Keys.Should().Equal("near");
        loaded.StateDirectory.Should().Be(Path.Combine(_loader.Folder, "x"));
        PathOf(loaded.Project.Connections["near"]).FullPath.Should().Be(Path.Combine(_loader.Folder, "x", "b.db"));
    }

    [Fact]
    public void One_named_on_the_command_line_wins()
    {
        _loader.Write("datamigration.yaml", "connections: { far: { sqlite: { path: a.db } } }\n");
        string other = _loader.Write("other/team.yaml", "connections: { team: { sqlite: { path: a.db } } }\n");
        _loader.Load(Pipeline, new LoadOptions { ProjectFile = other }).Project!.Connections.Keys.Should().Equal("team");
        _loader.Load(Pipeline, new LoadOptions { ProjectFile = Path.Combine(_loader.Folder, "none.yaml") }).Diagnostics.Items.Should().ContainSingle().Which.Code.Should().Be("DM1101");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    public void An_empty_one_says_nothing(string text)
    {
        _loader.Write("datamigration.yaml", text);
        var loaded = _loader.Load(Pipeline);
        loaded.Diagnostics.Items.Should().BeEmpty();
        loaded.Project!.Connections.Should().BeEmpty();
    }

    [Fact]
    public void An_environment_replaces_connections_of_the_same_name()
    {
        _loader.Write("datamigration.yaml", """
            connections:
              crm: { sqlite: { path: live.db } }
              old: { sqlite: { path: old.db } }
            environments:
              test: { connections: { crm: { sqlite: { path: test.db } }, extra: { sqlite: { path: extra.db } } } }
            """);
        Paths(_loader.Load(Pipeline)).Should().Equal("crm live.db", "old old.db");
        Paths(_loader.Load(Pipeline, new LoadOptions { Environment = "test" })).Should().Equal("crm test.db", "old old.db", "extra extra.db");
    }

    [Fact]
    public void Only_the_variables_of_the_chosen_environment_must_be_set()
    {
        _loader.Write("datamigration.yaml", """
            connections: { crm: { sqlite: { path: "${env:LIVE}" } } }
            environments:
              test: { connections: { crm: { sqlite: { path: "${env:TEST}" } } } }
              load: { connections: { crm: { sqlite: { path: "${env:LOAD}" } } } }
            """);
        Findings(null).Should().Equal("error: the environment variable 'LIVE' is not set");
        Findings("test").Should().Equal("error: the environment variable 'TEST' is not set");
        _loader.Set("TEST", "t.db");
        Findings("test").Should().BeEmpty();

        IEnumerable<string> Findings(string? environment) =>
            _loader.Load(Pipeline, new LoadOptions { Environment = environment, Strict = true }).Diagnostics.Items.Select(f => $"{(f.Severity == DiagnosticSeverity.Error ? "error" : "warning")}: {f.Message}");
    }

    [Fact]
    public void An_undefined_variable_is_a_warning_until_a_run_and_echoes_nothing()
    {
        _loader.Write("datamigration.yaml", "connections: { crm: { sqlite: { path: \"${env:DB}\", busy_timeout: \"${env:SECONDS}\", journal: \"${env:JOURNAL}\" } } }\n");
        var loaded = _loader.Load(Pipeline);
        loaded.Diagnostics.Items.Select(f => f.Severity).Should().Equal(DiagnosticSeverity.Warning, DiagnosticSeverity.Warning, DiagnosticSeverity.Warning);
        loaded.Definition.Should().NotBeNull();
        PathOf(loaded.Project!.Connections["crm"]).Text.Should().BeEmpty();
        _loader.Load(Pipeline, new LoadOptions { Strict = true }).Project.Should().BeNull();
    }

    [Fact]
    public void What_the_environment_brings_into_a_connection_is_secret()
    {
        _loader.Set("DB", "hunter2.db").Set("DIR", "hunter").Set("SECONDS", "5").Set("JOURNAL", "wal").Set("SHARE", "7%");
        _loader.Write("datamigration.yaml", """
            connections: { crm: { sqlite: { path: "${env:DIR}/${env:DB}", busy_timeout: "${env:SECONDS}", journal: "${env:JOURNAL}" } } }
            defaults: { rejects: { accept: "${env:SHARE}" } }
            """);
        var loaded = _loader.Load(Pipeline);
        loaded.Diagnostics.Items.Should().BeEmpty();
        loaded.Secrets.Should().Equal("hunter2.db", "hunter");
    }

    [Fact]
    public void Defaults_fill_what_the_pipeline_leaves_open()
    {
        _loader.Write("datamigration.yaml", "defaults: { batch: { rows: 7 }, rejects: { path: all.csv, stop_after: 5%, reasons: both } }\n");
        var silent = _loader.LoadFile(_loader.Write("sub/p.yaml", Pipeline)).Definition!;
        silent.Batch!.Rows.Should().Be(7);
        silent.Rejects!.Path!.FullPath.Should().Be(Path.Combine(_loader.Folder, "all.csv"), "a path belongs to the file it stands in");
        var own = _loader.LoadFile(_loader.Write("sub/p.yaml", Pipeline + "batch: { rows: 9 }\nrejects: { reasons: column }\n")).Definition!;
        own.Batch!.Rows.Should().Be(9);
        own.Rejects!.Reasons.Should().Be(ReasonPlace.Column);
        own.Rejects.StopAfter!.Value.Percent.Should().Be(5);
    }

    [Fact]
    public void Mistakes_in_both_files_come_out_in_one_go()
    {
        _loader.Write("datamigration.yaml", "conections: {}\n");
        var loaded = _loader.Load("pipeline: P\n" + TestLoader.Rest);
        loaded.Diagnostics.Items.Select(f => f.Code).Should().BeEquivalentTo(["DM1201", "DM1205"]);
        (loaded.Definition, loaded.Project).Should().Be((null, null));
        loaded.Texts.Keys.Should().OnlyContain(k => k.EndsWith(".yaml")).And.HaveCount(2);
    }

    private static IEnumerable<string> Paths(LoadedPipeline loaded) => loaded.Project!.Connections.Select(c => $"{c.Key} {PathOf(c.Value).Text}");

    private static FilePath PathOf(ConnectionDefinition connection)
    {
        object options = connection.Connection.Options!;
        return (FilePath)options.GetType().GetProperty("Path")!.GetValue(options)!;
    }
}
