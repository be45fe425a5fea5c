namespace DataMigration.Failures;

/// <summary>How far a <see cref="FailureSink"/> had come.</summary>
/// <param name="Count">Reasons.</param>
/// <param name="Rejected">The bits of <see cref="FailureSink.Rejected"/>, or null.</param>
/// <param name="StopsRun"><see cref="FailureSink.StopsRun"/>.</param>
public sealed record FailureMark(int Count, ulong[]? Rejected, bool StopsRun);
