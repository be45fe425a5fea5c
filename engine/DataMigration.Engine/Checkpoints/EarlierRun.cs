using DataMigration.State;

namespace DataMigration.Checkpoints;

/// <summary>An unfinished run that is to be taken up.</summary>
/// <param name="Run">Its id, which it keeps.</param>
/// <param name="Started">When its first attempt began: what <c>Date.now()</c> says in scripts.</param>
/// <param name="Fingerprint">What it was made of then.</param>
public sealed record EarlierRun(string Run, DateTimeOffset Started, RunFingerprint Fingerprint)
{
    /// <summary>Why a run is not taken up, as far as the history knows, as the end of a sentence, or null.</summary>
    public static string? Obstacle(RunRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Status is RunStatus.Completed or RunStatus.CompletedWithRejects or RunStatus.RolledBack) return "it has come to its end";
        return record.Resumable ? null : record.Obstacle ?? "it had not begun to move rows, or was stopped by its own rules";
    }
}
