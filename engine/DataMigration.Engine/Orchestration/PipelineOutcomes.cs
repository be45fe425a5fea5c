using DataMigration.Diagnostics;

namespace DataMigration.Orchestration;

/// <summary>How the pipelines of one command went so far, and so which of the others may still begin.</summary>
public sealed class PipelineOutcomes(PipelineOrder order)
{
    private readonly Dictionary<int, (string Outcome, string Cause)> _bad = [];

    /// <summary>Why the pipeline at a place must not run, or null when it may. Then it counts as not run itself.</summary>
    public Diagnostic? Obstacle(int place)
    {
        var pipeline = order.Pipelines[place];
        foreach (int first in pipeline.After)
        {
            if (!_bad.TryGetValue(first, out var bad)) continue;
            _bad[place] = ("was not run either", bad.Cause);
            return OrchestrationMessages.NotRun.At(null, pipeline.Name, order.Pipelines[first].Name, bad.Outcome, bad.Cause);
        }
        return null;
    }

    /// <summary>The pipeline at a place ran, or was found invalid after all.</summary>
    public void Ended(int place, int exitCode)
    {
        if (exitCode != 0) _bad[place] = ($"did not end well (exit code {exitCode})", order.Pipelines[place].Name);
    }
}
