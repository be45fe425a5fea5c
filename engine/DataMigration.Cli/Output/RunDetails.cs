using DataMigration.Execution;
using DataMigration.History;
using DataMigration.State;

namespace DataMigration.Cli.Output;

/// <summary>All that is known of one run, for people.</summary>
internal sealed class RunDetails(Terminal terminal)
{
    private readonly TextWriter _output = terminal.Out;
    private readonly Paint _paint = terminal.OutPaint;

    /// <param name="record">The run.</param>
    /// <param name="report">What its last attempt left, or null.</param>
    /// <param name="before">The run of the same pipeline before it, or null.</param>
    /// <param name="kept">Bytes of what is kept to undo it; null when unknown.</param>
    public void Write(RunRecord record, RunReport? report, RunRecord? before, long? kept)
    {
        _output.WriteLine($"{_paint.Bold(record.Run)}: {StatusText.Painted(record.Status, _paint)}");
        WriteFacts(record, kept);
        _output.WriteLine();
        if (report is not null)
        {
            new RunSummary(_output, _paint, terminal.Width).Write(report, record.ReportPath);
            WriteStages(report.Stages);
        }
        else if (record.ErrorCode is { } code) FailureText.Write(_output, _paint, code, record.ErrorMessage ?? "", "");
        else _output.WriteLine(record.Status switch
        {
            RunStatus.Running => "It runs; its report comes at its end.",
            RunStatus.Abandoned => $"It was killed; its last sign of life is of {RunRecordFacts.Time(record.Heartbeat)} UTC.",
            _ => "Its report is not here any more.",
        });
        if (before is not null) WriteChanges(record, before);
    }

    private void WriteFacts(RunRecord record, long? kept)
    {
        var table = new TextTable();
        void Add(string what, string? value)
        {
            if (!string.IsNullOrEmpty(value)) table.Add(what, value);
        }
        Add("started", $"{RunRecordFacts.Time(record.Started)} UTC{(record.Attempt > 1 ? $", attempt {record.Attempt}" : "")}");
        Add("ended", record.Ended is { } ended ? RunRecordFacts.Time(ended) + " UTC" : null);
        Add("by", $"{record.User} on {record.Host}, process {record.ProcessId}");
        Add("pipeline", record.PipelineFile);
        Add("git", record.GitCommit is { } commit ? commit + (record.GitDirty ? ", with changes that are not committed" : "") : null);
        Add("environment", record.Environment);
        Add("parameters", string.Join(", ", record.Parameters.Select(p => $"{p.Key}={p.Value}")));
        Add("rows", record.Rows is { } rows ? $"the first {Amount.Of(rows)}" : null);
        Add("replay of", record.ReplayOf);
        Add("rollback of", record.RollbackOf);
        Add("undone by", record.RolledBackBy);
        Add("rollback", record.Journals is null || record.Status == RunStatus.Running ? null : $"possible: datamigrate rollback {record.Run}{(kept is > 0 and var bytes ? $" (its journal takes {Amount.Bytes(bytes)})" : "")}");
        bool isUnfinished = record.Status is RunStatus.Failed or RunStatus.Cancelled or RunStatus.Abandoned;
        Add("resume", !isUnfinished ? null : record.Resumable ? $"possible: datamigrate resume {record.Run}" : record.Obstacle is { } obstacle ? $"not possible, {obstacle}" : null);
        Add("files", RunRecordFacts.Folder(record));
        table.Write(_output, "  ");
    }

    private void WriteStages(StageTimes stages)
    {
        _output.WriteLine();
        _output.WriteLine($"  read {Time(stages.ReadSeconds)}, transform {Time(stages.TransformSeconds)}, write {Time(stages.WriteSeconds)} (all threads together)");

        static string Time(double seconds) => Amount.Of(TimeSpan.FromSeconds(seconds));
    }

    private void WriteChanges(RunRecord record, RunRecord before)
    {
        if (RunRecordFacts.Folder(record) is not { } folder || RunRecordFacts.Folder(before) is not { } other) return;
        var (now, then) = (DefinitionCopies.Read(folder), DefinitionCopies.Read(other));
        if (now.Count == 0 || then.Count == 0) return;
        _output.WriteLine();
        bool changed = false;
        foreach (string file in now.Keys.Union(then.Keys).Order(StringComparer.Ordinal))
        {
            var lines = LineDiff.Of(then.GetValueOrDefault(file, ""), now.GetValueOrDefault(file, ""));
            if (lines.Count == 0) continue;
            if (!changed) _output.WriteLine($"changed since {before.Run}");
            changed = true;
            _output.WriteLine("  " + _paint.Bold(Printable.Line(file)));
            foreach (string line in lines) _output.WriteLine("  " + Painted(Printable.Line(line)));
        }
        if (!changed) _output.WriteLine($"the same files as in {before.Run}");
    }

    private string Painted(string line) => line[0] switch
    {
        '+' => _paint.Green(line),
        '-' => _paint.Red(line),
        '@' => _paint.Dim(line),
        _ => line,
    };
}
