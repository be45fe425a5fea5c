using System.Globalization;
using DataMigration.Execution;
using DataMigration.Keys;

namespace DataMigration.Checkpoints;

/// <summary>The logs of all keys that steps and rules remember, one each.</summary>
internal sealed class RunKeys : IDisposable
{
    private readonly List<KeyLog> _logs = [];

    /// <param name="folder">The run's.</param>
    /// <param name="keepers">In the order of the pipeline.</param>
    /// <param name="from">Keys that each has been shown by earlier attempts.</param>
    public RunKeys(RunFolder folder, IEnumerable<IKeepsKeys> keepers, IReadOnlyList<long>? from)
    {
        try
        {
            foreach (var keeper in keepers)
            {
                string name = _logs.Count.ToString(CultureInfo.InvariantCulture) + ".keys";
                var log = new KeyLog(Path.Combine(folder.KeysFolder, name), from?[_logs.Count] ?? 0);
                _logs.Add(log);
                foreach (var key in log.Read()) keeper.Restore(key);
                keeper.Log = log;
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<long> Counts => [.. _logs.Select(l => l.Count)];

    public void Flush()
    {
        foreach (var log in _logs) log.Flush();
    }

    public void Dispose()
    {
        foreach (var log in _logs) log.Dispose();
    }
}
