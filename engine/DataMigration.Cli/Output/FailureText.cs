namespace DataMigration.Cli.Output;

/// <summary>What went wrong, for people: code, cause, remedy.</summary>
internal static class FailureText
{
    public static void Write(Terminal terminal, string code, string message, string remedy) => Write(terminal.Error, terminal.ErrorPaint, code, message, remedy);

    public static void Write(TextWriter output, Paint paint, string code, string message, string remedy)
    {
        output.WriteLine($"{paint.Red($"error {code}:")} {Printable.Lines(message)}");
        if (remedy.Length > 0) output.WriteLine($"  {Printable.Lines(remedy)}");
    }
}
