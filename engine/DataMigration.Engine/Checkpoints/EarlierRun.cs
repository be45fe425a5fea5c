namespace DataMigration.Checkpoints;

/// <summary>An unfinished run that is to be taken up.</summary>
/// <param name="Run">Its id, which it keeps.</param>
/// <param name="Started">When its first attempt began: what <c>Date.now()</c> says in scripts.</param>
/// <param name="Fingerprint">What it was made of then.</param>
public sealed record EarlierRun(string Run, DateTimeOffset Started, RunFingerprint Fingerprint);
