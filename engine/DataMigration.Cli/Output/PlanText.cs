using DataMigration.Planning;

namespace DataMigration.Cli.Output;

/// <summary>A plan for people: a section a part, fields in columns.</summary>
internal static class PlanText
{
    public static void Write(TextWriter output, Paint paint, PlanDescription plan)
    {
        output.WriteLine($"{paint.Bold($"plan of {plan.Pipeline}")}  {paint.Dim(plan.Fingerprint)}");
        foreach (var section in plan.Sections)
        {
            output.WriteLine();
            output.WriteLine(paint.Bold(section.Title));
            foreach (string line in section.Lines) output.WriteLine($"  {Printable.Line(line)}");
            WriteFields(output, section.Fields);
        }
    }

    private static void WriteFields(TextWriter output, IReadOnlyList<PlanField> fields)
    {
        var table = new TextTable();
        foreach (var field in fields) table.Add(field.Name, field.Type, field.Origin ?? "");
        table.Write(output, indent: "  ");
    }
}
