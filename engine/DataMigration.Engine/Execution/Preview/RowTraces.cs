using DataMigration.Data;
using DataMigration.Planning;
using DataMigration.Transforms;
using DataMigration.Values;

namespace DataMigration.Execution.Preview;

/// <summary>Reads the way of each row off a block that went through all stages.</summary>
internal sealed class RowTraces(ExecutionPlan plan, PreviewStages stages, ProcessedBlock block, IReadOnlyList<string> stepNames)
{
    /// <summary>The rows that the first source rows ended as, in source order.</summary>
    public List<PreviewedRow> Of(int rootRows)
    {
        var rows = new List<(int Root, int Level, int Row, PreviewedRow Shown)>();
        var levels = RowFates.Levels(block.Batch);
        var gone = new HashSet<int>();
        for (int i = 0; i < levels.Count; i++)
        {
            var (level, next) = levels[i];
            var parents = next is null ? [] : next.Parents.ToArray().ToHashSet();
            var nextGone = new HashSet<int>();
            for (int row = 0; row < level.RowsOf(rootRows); row++)
            {
                bool skipped = level.Selection.Skipped is { } dropped && dropped[row];
                bool isGone = level.AddsRows && gone.Contains(level.Parents[row]);
                if (skipped || isGone) nextGone.Add(row);
                if (isGone || (parents.Contains(row) && !skipped)) continue;
                rows.Add((level.RootRow(row), i, row, RowOf(level, row, skipped)));
            }
            gone = nextGone;
        }
        return [.. rows.OrderBy(r => r.Root).ThenBy(r => r.Level).ThenBy(r => r.Row).Select(r => r.Shown)];
    }

    private PreviewedRow RowOf(RecordBatch level, int row, bool skipped)
    {
        var shown = new List<PreviewedStage>();
        int? skippedBy = skipped ? SkippedBy(level, row) : null;
        string? endedAt = skippedBy is { } gate ? stepNames[gate] : null;
        foreach (var (stage, name, batch, alive) in stages.All)
        {
            if (Depth(batch) > Depth(level) || stage > skippedBy) break;
            int at = Ancestor(level, row, batch.Level);
            // A stage that dropped the row has nothing to show of it; the source shows also what it could not read.
            if (shown.Count > 0 && alive.Rows.BinarySearch(at) < 0)
            {
                endedAt = name;
                break;
            }
            shown.Add(new PreviewedStage(name, ValuesOf(batch, at)));
        }
        if (endedAt is null && Depth(level) < Depth(block.Batch)) endedAt = stages.All.First(s => Depth(s.Batch) > Depth(level)).Name;
        var origin = level.Origins[row];
        var outcome = level.Failures.IsRejected(row) ? PreviewOutcome.Rejected : skipped ? PreviewOutcome.Skipped : IsAlive(level, row) ? PreviewOutcome.Passed : PreviewOutcome.Filtered;
        string[] targets = outcome == PreviewOutcome.Passed ? [.. plan.Targets.Where((_, i) => block.TargetRows[i].Rows.BinarySearch(row) >= 0).Select(t => t.Name)] : [];
        if (outcome == PreviewOutcome.Passed && targets.Length == 0) (outcome, endedAt) = (PreviewOutcome.Filtered, "targets");
        return new PreviewedRow(plan.Inputs[block.Input].Name, origin.File, origin.Line, shown, outcome,
            outcome is PreviewOutcome.Filtered or PreviewOutcome.Skipped ? endedAt : null, targets, ReasonsOf(level, row, outcome));
    }

    private bool IsAlive(RecordBatch level, int row) => ReferenceEquals(level, block.Batch.Level) && block.Batch.Selection.Rows.BinarySearch(row) >= 0;

    /// <summary>The transform that dropped a row, by its number.</summary>
    private int SkippedBy(RecordBatch level, int row)
    {
        int[] ordered = [.. Enumerable.Range(0, plan.Transforms.Count).Where(i => plan.Transforms[i] is IOrderedStep)];
        return ordered[Array.FindIndex(block.Arrivals, a => ReferenceEquals(a?.Batch, level) && a.Dropped is { } dropped && dropped[row])];
    }

    private static List<PreviewReason> ReasonsOf(RecordBatch level, int row, PreviewOutcome outcome)
    {
        var reasons = level.Failures.Failures.Where(f => f.Row == row)
            .Select(f => new PreviewReason(f.Rule.Code, f.Rule.Severity.ToString().ToLowerInvariant(), f.Field, f.Message)).ToList();
        if (outcome == PreviewOutcome.Rejected && reasons.TrueForAll(r => r.Severity == "warning"))
            reasons.Add(new PreviewReason("sibling", "reject", null, "Another row that was made of the same source row is rejected."));
        return reasons;
    }

    private static int Depth(RecordBatch batch)
    {
        int depth = 0;
        for (var level = batch.Level; level.AddsRows; level = level.Source!.Level) depth++;
        return depth;
    }

    private static int Ancestor(RecordBatch level, int row, RecordBatch wanted)
    {
        for (; !ReferenceEquals(level, wanted); level = level.Source!.Level) row = level.Parents[row];
        return row;
    }

    private static OrderedDictionary<string, string?> ValuesOf(RecordBatch batch, int row)
    {
        var values = new OrderedDictionary<string, string?>(StringComparer.Ordinal);
        for (int i = 0; i < batch.Schema.Count; i++) values.Add(batch.Schema[i].Name, batch[i].IsNull(row) ? null : ValueFormatter.ToText(batch[i], row));
        return values;
    }
}
