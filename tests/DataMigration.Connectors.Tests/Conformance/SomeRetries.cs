using DataMigration.Connectors;
using DataMigration.Failures;

namespace DataMigration.Tests.Conformance;

/// <summary>So many attempts, without a pause.</summary>
internal sealed class SomeRetries(int attempts) : IRetries
{
    public async ValueTask<T> ExecuteAsync<T>(Func<CancellationToken, ValueTask<T>> attempt, CancellationToken cancellationToken)
    {
        for (int left = attempts; ; left--)
        {
            try
            {
                return await attempt(cancellationToken);
            }
            catch (MigrationException e) when (e.Temporary && left > 1)
            {
            }
        }
    }
}
