using DataMigration.Execution;

namespace DataMigration.Cli.Output;

/// <summary>The first mapped rows of a dry run. Long values are cut, and fields that do not fit the window are counted instead.</summary>
internal sealed class PreviewTable(TextWriter output, Paint paint, int? width)
{
    private const int CellWidth = 24, Gap = 2, Indent = 2;

    public void Write(IReadOnlyList<PreviewRow> rows)
    {
        output.WriteLine();
        output.WriteLine(paint.Bold($"first {Amount.Of(rows.Count, "row")}"));
        string[] fields = [.. rows[0].Values.Keys];
        int shown = Fitting(fields, rows);
        var table = new TextTable(rightAligned: 0);
        table.Add(["line", .. fields.Take(shown)]);
        foreach (var row in rows) table.Add([Line(row), .. fields.Take(shown).Select(f => Cell(row, f))]);
        table.Write(output, "  ");
        if (shown < fields.Length) output.WriteLine(paint.Dim($"  … and {Amount.Of(fields.Length - shown, "field")} more; --output json has them all"));
        foreach (var row in rows.Where(r => r.Reasons.Count > 0))
            foreach (string reason in row.Reasons) output.WriteLine(paint.Yellow($"  line {Line(row)}: {Printable.Line(reason)}"));
    }

    private int Fitting(string[] fields, IReadOnlyList<PreviewRow> rows)
    {
        int left = (width ?? int.MaxValue) - Indent - Math.Max("line".Length, rows.Max(r => Line(r).Length));
        for (int i = 0; i < fields.Length; i++)
        {
            left -= Gap + rows.Select(r => Printable.Width(Cell(r, fields[i]))).Append(Printable.Width(fields[i])).Max();
            if (left < 0) return Math.Max(i, 1);
        }
        return fields.Length;
    }

    private static string Line(PreviewRow row) => row.Line?.ToString() ?? "";

    /// <summary>Null is told from empty text, which shows as nothing.</summary>
    private static string Cell(PreviewRow row, string field) => row.Values[field] is { } value ? Printable.Cut(Printable.Line(value), CellWidth) : "null";
}
