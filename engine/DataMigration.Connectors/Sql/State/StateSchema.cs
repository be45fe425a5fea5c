namespace DataMigration.Connectors.Sql.State;

/// <summary>
/// The tables of the history, as a list of steps that is only ever added to: a store stands at the number of steps that it has been taken through. What is not
/// <c>{key}</c> or <c>{text}</c> means the same to every database.
/// </summary>
internal static class StateSchema
{
    public const string Versions = "datamigration_schema", Runs = "datamigration_runs";

    /// <summary>Which part of our tables the version is of; others may be kept in the same database.</summary>
    public const string Part = "state";

    public static readonly string CreateVersions = $"CREATE TABLE {Versions} (part {{key}} NOT NULL PRIMARY KEY, version integer NOT NULL)";

    /// <summary>Times are texts, in UTC, of one length, so that they sort; yes and no are 1 and 0.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Steps { get; } =
    [
        [
            """
            CREATE TABLE datamigration_runs (
              run {key} NOT NULL PRIMARY KEY, attempt integer NOT NULL, pipeline {key} NOT NULL, pipeline_file {text} NOT NULL, project_file {text}, environment {text},
              parameters {text} NOT NULL, row_limit bigint, fingerprint {text} NOT NULL, host {text} NOT NULL, user_name {text} NOT NULL, process_id integer NOT NULL,
              git_commit {text}, git_dirty integer NOT NULL, started {key} NOT NULL, ended {key}, heartbeat {key} NOT NULL, seconds double precision, status {key} NOT NULL,
              counts {text}, report_path {text}, error_code {text}, error_message {text}, replay_of {key}, rolled_back_by {key}, resumable integer NOT NULL, obstacle {text})
            """,
            $"CREATE INDEX {Runs}_started ON {Runs} (started)",
        ],
        [$"ALTER TABLE {Runs} ADD rollback_of {{key}}", $"ALTER TABLE {Runs} ADD journals {{text}}"],
    ];

    public static string For(this IStateDatabase database, string statement) =>
        statement.Replace("{key}", database.TypeOf(StateType.Key), StringComparison.Ordinal).Replace("{text}", database.TypeOf(StateType.Text), StringComparison.Ordinal);
}
