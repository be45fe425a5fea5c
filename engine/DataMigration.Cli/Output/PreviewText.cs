using DataMigration.Execution.Preview;

namespace DataMigration.Cli.Output;

/// <summary>
/// A preview for people: a block a row, fields from top to bottom, stages from left to right. What a stage added or changed is marked; stages that changed
/// nothing are left out.
/// </summary>
internal sealed class PreviewText(TextWriter output, Paint paint, int? width)
{
    private const int WidestCell = 40, NarrowestCell = 8, Gap = 2, Indent = 2;

    public void Write(PipelinePreview preview)
    {
        output.WriteLine(paint.Bold($"preview of {preview.Pipeline}") + paint.Dim("   + new   ~ changed"));
        foreach (var row in preview.Rows)
        {
            output.WriteLine();
            output.WriteLine(paint.Bold(Place(row)) + "  " + Outcome(row));
            WriteStages(row);
            foreach (var reason in row.Reasons)
                output.WriteLine((reason.Severity == "warning" ? paint.Yellow($"  {reason.Code}: ") : paint.Red($"  {reason.Code}: ")) + Printable.Line(reason.Message));
        }
        if (preview.Rows.Count == 0) output.WriteLine("The sources have no rows.");
    }

    private static string Place(PreviewedRow row) => Printable.Line(row.File is null ? row.Source : row.Line is { } line ? $"{row.File}, line {line}" : row.File);

    private string Outcome(PreviewedRow row) => row.Outcome switch
    {
        PreviewOutcome.Passed => paint.Green("→ " + Printable.Line(string.Join(", ", row.Targets))),
        PreviewOutcome.Rejected => paint.Red("rejected"),
        PreviewOutcome.Skipped => paint.Yellow($"skipped by {row.EndedAt}"),
        _ => paint.Yellow(row.EndedAt == "targets" ? "filtered: no target takes it" : $"filtered by {row.EndedAt}"),
    };

    private void WriteStages(PreviewedRow row)
    {
        var stages = row.Stages.Where((s, i) => i == 0 || s.Name == "mappings" || Changes(row.Stages[i - 1], s)).ToList();
        var fields = stages.SelectMany(s => s.Values.Keys).Distinct(StringComparer.Ordinal).ToList();
        int cell = CellWidth(fields, stages.Count);
        var lines = new List<string[]> { (string[])["", .. stages.Select(s => s.Name)] };
        var marks = new List<char[]> { new char[stages.Count] };
        foreach (string field in fields)
        {
            lines.Add([Printable.Line(field), .. stages.Select(s => Cell(s, field, cell))]);
            marks.Add([.. stages.Select((s, i) => Mark(i == 0 ? null : stages[i - 1], s, field))]);
        }
        for (int i = 0; i < lines.Count; i++) output.WriteLine(Line(lines[i], marks[i], Widths(lines), isHeader: i == 0));
    }

    private string Line(string[] cells, char[] marks, int[] widths, bool isHeader)
    {
        string line = new string(' ', Indent) + paint.Dim(Pad(cells[0], widths[0]));
        for (int i = 1; i < cells.Length; i++)
        {
            char mark = marks[i - 1];
            string text = Pad(cells[i], widths[i]);
            line += new string(' ', Gap) + (isHeader ? paint.Bold("  " + text) : mark switch
            {
                '+' => paint.Green("+ " + text),
                '~' => paint.Yellow("~ " + text),
                _ => "  " + (i == 1 ? text : paint.Dim(text)),
            });
        }
        return line.TrimEnd();
    }

    /// <summary>As wide as fits the window, within limits.</summary>
    private int CellWidth(List<string> fields, int stages)
    {
        int names = fields.Count == 0 ? 0 : fields.Max(f => Printable.Width(Printable.Line(f)));
        return width is { } all ? Math.Clamp((all - Indent - names) / Math.Max(stages, 1) - Gap - 2, NarrowestCell, WidestCell) : WidestCell;
    }

    private static int[] Widths(List<string[]> lines) => [.. Enumerable.Range(0, lines[0].Length).Select(c => lines.Max(l => Printable.Width(l[c])))];

    private static string Pad(string text, int width) => text + new string(' ', width - Printable.Width(text));

    /// <summary>Null is told from empty text, which shows as nothing.</summary>
    private static string Cell(PreviewedStage stage, string field, int width) =>
        !stage.Values.TryGetValue(field, out string? value) ? "" : value is null ? "null" : Printable.Cut(Printable.Line(value), width);

    private static char Mark(PreviewedStage? before, PreviewedStage stage, string field) =>
        before is null || !stage.Values.TryGetValue(field, out string? value) ? ' '
        : !before.Values.TryGetValue(field, out string? old) ? '+'
        : old == value ? ' ' : '~';

    private static bool Changes(PreviewedStage before, PreviewedStage after) =>
        before.Values.Count != after.Values.Count || after.Values.Any(v => !before.Values.TryGetValue(v.Key, out string? old) || old != v.Value);
}
