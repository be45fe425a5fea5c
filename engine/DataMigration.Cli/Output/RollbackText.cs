using DataMigration.Journals;
using DataMigration.Rollback;

namespace DataMigration.Cli.Output;

/// <summary>What a person reads of a run undone: of each target what went, what came back, and what was left because somebody has changed it since.</summary>
internal sealed class RollbackText(Terminal terminal)
{
    private const int Shown = 20;

    private readonly TextWriter _output = terminal.Out;
    private readonly Paint _paint = terminal.OutPaint;

    /// <param name="result">What it came to.</param>
    /// <param name="planned">Whether nothing was changed.</param>
    /// <param name="script">The file that the statements went to, or null.</param>
    public void Write(RollbackResult result, bool planned, string? script)
    {
        // Of a target that failed, or was never come to, nothing is known but the plan.
        foreach (var target in result.Targets) Write(target, planned || target.Result is null);
        if (result.Error is { } error) FailureText.Write(terminal, error.Code, error.Message, error.Remedy);
        if (result.ExitCode is ExitCodes.Invalid or ExitCodes.Failed) return;
        string outcome = script is not null ? $"written to {Printable.Line(script)}; nothing was changed" : planned ? "nothing was changed" : result.ExitCode switch
        {
            ExitCodes.Good => "undone",
            ExitCodes.Cancelled => "stopped; call it again to go on",
            _ => "undone but for what was left",
        };
        _output.WriteLine($"{_paint.Bold(result.Run)}: {(result.ExitCode == ExitCodes.Good ? _paint.Green(outcome) : _paint.Yellow(outcome))}");
    }

    private void Write(TargetUndo target, bool planned)
    {
        _output.WriteLine($"{_paint.Bold(Printable.Line(target.Target))}: {Printable.Line(target.What)}");
        if (target.Plan is not { } plan)
        {
            _output.WriteLine("  nothing stands there of it");
            return;
        }
        if (plan.Deletes > 0) _output.WriteLine($"  {Amount.Of(plan.Deletes)} added by the run {(planned ? "would go" : "went")}");
        if (plan.Restores > 0) _output.WriteLine($"  {Amount.Of(plan.Restores)} changed by it {(planned ? "would get" : "got")} their old values back");
        if (plan.Reinserts > 0) _output.WriteLine($"  {Amount.Of(plan.Reinserts)} taken away by it {(planned ? "would come" : "came")} back");
        if (plan is { Deletes: 0, Restores: 0, Reinserts: 0, Conflicts: 0 }) _output.WriteLine("  nothing to undo");
        if (target.Result is { } undone && undone.Done - plan.Deletes - plan.Restores - plan.Reinserts is > 0 and var forced) _output.WriteLine($"  {Amount.Of(forced)} that somebody had changed since were undone, too");
        foreach (string fact in plan.Facts) _output.WriteLine(_paint.Dim($"  {Printable.Line(fact)}"));
        var (conflicts, samples) = target.Result is { } result ? (result.Conflicts, result.Samples) : (plan.Conflicts, plan.Samples);
        if (conflicts > 0) WriteConflicts(conflicts, samples, planned);
        if (planned && target.Bytes > 0) _output.WriteLine(_paint.Dim($"  its journal takes {Amount.Bytes(target.Bytes)}"));
    }

    private void WriteConflicts(long count, IReadOnlyList<UndoConflict> samples, bool planned)
    {
        _output.WriteLine(_paint.Yellow($"  {Amount.Of(count)} {(planned ? "would be" : count == 1 ? "was" : "were")} left as {(count == 1 ? "it is" : "they are")}:"));
        foreach (var sample in samples.Take(Shown)) _output.WriteLine($"    {Printable.Line(sample.Row)} {Printable.Line(sample.What)}");
        if (count > Math.Min(Shown, samples.Count)) _output.WriteLine($"    and {Amount.Of(count - Math.Min(Shown, samples.Count))} more; `--output json` names them");
        if (planned) _output.WriteLine("    `--force` undoes them too, and with them what was done to them since.");
    }
}
