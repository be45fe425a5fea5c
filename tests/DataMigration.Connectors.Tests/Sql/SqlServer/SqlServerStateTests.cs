using DataMigration.Connectors.Sql.State;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>The history's statements as SQL Server gets them: no server to run them on, so they are parsed and written down.</summary>
public sealed class SqlServerStateTests
{
    private static readonly SqlServerState State = new(new SqlServerConnection(new SqlServerConnectionOptions { ConnectionString = "Server=x" }));

    [Fact]
    public void Every_statement_is_in_the_language() =>
        Texts().SelectMany(TSql.Errors).Should().BeEmpty();

    [Fact]
    public void The_tables_as_they_are_made() =>
        string.Join("\n", Texts().Take(3)).Should().Be("""
            CREATE TABLE datamigration_schema (part nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY, version integer NOT NULL)
            CREATE TABLE datamigration_runs (
              run nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY, attempt integer NOT NULL, pipeline nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL, pipeline_file nvarchar(max) NOT NULL, project_file nvarchar(max), environment nvarchar(max),
              parameters nvarchar(max) NOT NULL, row_limit bigint, fingerprint nvarchar(max) NOT NULL, host nvarchar(max) NOT NULL, user_name nvarchar(max) NOT NULL, process_id integer NOT NULL,
              git_commit nvarchar(max), git_dirty integer NOT NULL, started nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL, ended nvarchar(200) COLLATE Latin1_General_100_BIN2, heartbeat nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL, seconds double precision, status nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
              counts nvarchar(max), report_path nvarchar(max), error_code nvarchar(max), error_message nvarchar(max), replay_of nvarchar(200) COLLATE Latin1_General_100_BIN2, rolled_back_by nvarchar(200) COLLATE Latin1_General_100_BIN2, resumable integer NOT NULL, obstacle nvarchar(max))
            CREATE INDEX datamigration_runs_started ON datamigration_runs (started)
            """);

    [Fact]
    public void The_newest_runs() =>
        State.First("a, b", "FROM t ORDER BY a DESC").Should().Be("SELECT TOP (@limit) a, b FROM t ORDER BY a DESC");

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    [InlineData(-999, false)]
    public void What_sp_getapplock_says(int result, bool granted) => SqlServerState.Granted(result).Should().Be(granted);

    private static List<string> Texts() =>
    [
        .. StateSchema.Steps.SelectMany(s => s).Prepend(StateSchema.CreateVersions).Select(s => State.For(s)),
        StateRow.Insert, StateRow.Update, State.FindTable, State.LockSchema!, SqlServerState.TryLock, State.First(StateRow.Columns, $"FROM {StateSchema.Runs} WHERE pipeline = @pipeline ORDER BY started DESC, run DESC"),
    ];
}
