using System.Text;

namespace DataMigration.Cli;

/// <summary>
/// Where the command line stands and writes. stdout carries data or the report asked for, stderr everything else; what is drawn depends on which of them a person looks at.
/// </summary>
internal sealed record Terminal(TextWriter Out, TextWriter Error)
{
    private static readonly Lazy<Terminal> OfProcess = new(Detect);

    public static Terminal System => OfProcess.Value;

    /// <summary>Where the person stands, for commands that look around.</summary>
    public string WorkingDirectory { get; init; } = Environment.CurrentDirectory;

    /// <summary>Whether a person looks at stdout: widths and colours fit the window.</summary>
    public bool OutIsTerminal { get; init; }

    /// <summary>Whether a person looks at stderr: progress is drawn in place.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>False under NO_COLOR, or where the terminal says it draws nothing.</summary>
    public bool AllowsColour { get; init; } = true;

    /// <summary>Columns of the window, or null for text that no window cuts.</summary>
    public int? Width { get; init; }

    public Paint OutPaint => new(OutIsTerminal && AllowsColour);

    public Paint ErrorPaint => new(ErrorIsTerminal && AllowsColour);

    private static Terminal Detect()
    {
        if (OperatingSystem.IsWindows()) Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        bool dumb = Environment.GetEnvironmentVariable("TERM") is "dumb";
        return new Terminal(Console.Out, Console.Error)
        {
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected && !dumb,
            AllowsColour = !dumb && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
            Width = Console.IsOutputRedirected ? null : WindowWidth(),
        };
    }

    private static int? WindowWidth()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
