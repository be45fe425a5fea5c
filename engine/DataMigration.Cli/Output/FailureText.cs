namespace DataMigration.Cli.Output;

/// <summary>What went wrong, for people: place, code, cause, remedy.</summary>
internal static class FailureText
{
    public static void Write(Terminal terminal, string code, string message, string remedy, string? place = null) => Write(terminal.Error, terminal.ErrorPaint, code, message, remedy, place);

    /// <param name="place">The line of the pipeline, or null.</param>
    public static void Write(TextWriter output, Paint paint, string code, string message, string remedy, string? place = null)
    {
        string where = place is null ? "" : Printable.Line(place) + ": ";
        output.WriteLine($"{paint.Red($"{where}error {code}:")} {Printable.Lines(message)}");
        if (remedy.Length > 0) output.WriteLine($"  {Printable.Lines(remedy)}");
    }
}
