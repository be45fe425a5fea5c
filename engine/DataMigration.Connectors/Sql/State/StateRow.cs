using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using DataMigration.State;

namespace DataMigration.Connectors.Sql.State;

/// <summary>A record as a row of the history, and back.</summary>
internal static class StateRow
{
    /// <summary>yyyy-MM-ddTHH:mm:ss.fffffffZ. Spelled out as a pattern it is read by the rules of a culture, which take 12 ms to load.</summary>
    private const string Times = "o";

    private static readonly Dictionary<string, RunStatus> Statuses = Enum.GetValues<RunStatus>().ToDictionary(Word);

    private static readonly string[] Names =
    [
        "run", "attempt", "pipeline", "pipeline_file", "project_file", "environment", "parameters", "row_limit", "fingerprint", "host", "user_name", "process_id", "git_commit", "git_dirty",
        "started", "ended", "heartbeat", "seconds", "status", "counts", "report_path", "error_code", "error_message", "replay_of", "rolled_back_by", "resumable", "obstacle", "rollback_of", "journals",
    ];

    public static string Columns { get; } = string.Join(", ", Names);

    public static string Insert { get; } = $"INSERT INTO {StateSchema.Runs} ({Columns}) VALUES ({string.Join(", ", Names.Select(n => "@" + n))})";

    public static string Update { get; } = $"UPDATE {StateSchema.Runs} SET {string.Join(", ", Names.Skip(1).Select(n => $"{n} = @{n}"))} WHERE run = @run";

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Times, CultureInfo.InvariantCulture);

    public static string Word(RunStatus status) => JsonNamingPolicy.SnakeCaseLower.ConvertName(status.ToString());

    public static IEnumerable<(string Name, object? Value)> Values(RunRecord r) => Names.Zip<string, object?>(
    [
        r.Run, r.Attempt, r.Pipeline, r.PipelineFile, r.ProjectFile, r.Environment, JsonSerializer.Serialize(r.Parameters, ConnectorJson.Default.IReadOnlyDictionaryStringString), r.Rows, r.Fingerprint, r.Host, r.User, r.ProcessId, r.GitCommit, r.GitDirty ? 1 : 0,
        Text(r.Started), r.Ended is { } ended ? Text(ended) : null, Text(r.Heartbeat), r.Seconds, Word(r.Status), r.Counts, r.ReportPath, r.ErrorCode, r.ErrorMessage, r.ReplayOf, r.RolledBackBy,
        r.Resumable ? 1 : 0, r.Obstacle, r.RollbackOf, r.Journals,
    ]);

    public static RunRecord Read(DbDataReader row) => new()
    {
        Run = row.GetString(0),
        Attempt = row.GetInt32(1),
        Pipeline = row.GetString(2),
        PipelineFile = row.GetString(3),
        ProjectFile = TextOf(row, 4),
        Environment = TextOf(row, 5),
        Parameters = JsonSerializer.Deserialize(row.GetString(6), ConnectorJson.Default.IReadOnlyDictionaryStringString) ?? new Dictionary<string, string>(),
        Rows = row.IsDBNull(7) ? null : row.GetInt64(7),
        Fingerprint = row.GetString(8),
        Host = row.GetString(9),
        User = row.GetString(10),
        ProcessId = row.GetInt32(11),
        GitCommit = TextOf(row, 12),
        GitDirty = row.GetInt32(13) != 0,
        Started = Time(row.GetString(14)),
        Ended = TextOf(row, 15) is { } ended ? Time(ended) : null,
        Heartbeat = Time(row.GetString(16)),
        Seconds = row.IsDBNull(17) ? null : row.GetDouble(17),
        Status = Statuses.GetValueOrDefault(row.GetString(18), RunStatus.Failed),
        Counts = TextOf(row, 19),
        ReportPath = TextOf(row, 20),
        ErrorCode = TextOf(row, 21),
        ErrorMessage = TextOf(row, 22),
        ReplayOf = TextOf(row, 23),
        RolledBackBy = TextOf(row, 24),
        Resumable = row.GetInt32(25) != 0,
        Obstacle = TextOf(row, 26),
        RollbackOf = TextOf(row, 27),
        Journals = TextOf(row, 28),
    };

    private static string? TextOf(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None);
}
