using DataMigration.Connectors;

namespace DataMigration.Tests.Conformance;

/// <summary>One attempt and no more.</summary>
internal sealed class NoRetries : IRetries
{
    public static NoRetries Instance { get; } = new();

    public ValueTask<T> ExecuteAsync<T>(Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken) => attempt(cancellationToken);
}
