using DataMigration.Connectors;

namespace DataMigration.Tests.Conformance;

/// <summary>Most tests write one batch at a time.</summary>
internal static class Writing
{
    public static async ValueTask<WriteResult> WriteAsync(this ITargetWriter writer, WriteBatch batch, CancellationToken cancellationToken) =>
        (await writer.WriteAsync([batch], cancellationToken))[0];
}
