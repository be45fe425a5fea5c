namespace DataMigration.Failures;

/// <summary>One reason why one row was rejected (or warned about).</summary>
/// <param name="Row">Index in its batch.</param>
/// <param name="Rule">What it broke.</param>
/// <param name="Field">The field's name, or null when the whole row is meant.</param>
/// <param name="Value">The offending value as text, cut at <see cref="FailureSink.MaxValueLength"/> characters; null = null.</param>
/// <param name="Message">A whole sentence for people, with its full stop.</param>
public sealed record RowFailure(int Row, Rule Rule, string? Field, string? Value, string Message);
