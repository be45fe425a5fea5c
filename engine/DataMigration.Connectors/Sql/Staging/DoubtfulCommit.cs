using System.Diagnostics;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Staging;

/// <summary>A commit that was not answered may have had its effect, and its rows must not be written again before that is known: a server that is away for a moment is asked when it is back.</summary>
internal static class DoubtfulCommit
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1), Pause = TimeSpan.FromMilliseconds(200);

    /// <param name="ask">Whether it had its effect.</param>
    /// <param name="unknown">What is said where that cannot be found out: for good, since nobody may try again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<bool> DecideAsync(Func<Task<bool>> ask, Func<MigrationException, MigrationException> unknown, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (MigrationException e) when (e.Temporary && Stopwatch.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause, cancellationToken);
            }
            catch (MigrationException e)
            {
                throw unknown(e);
            }
        }
    }
}
