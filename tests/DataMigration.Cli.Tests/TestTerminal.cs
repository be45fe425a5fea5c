namespace DataMigration.Cli;

/// <summary>A terminal that nobody looks at, and what was written to it.</summary>
internal sealed class TestTerminal
{
    public Terminal Terminal { get; init; } = new(new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });

    /// <summary>One that stands in a folder.</summary>
    public static TestTerminal In(string folder) => new() { Terminal = new TestTerminal().Terminal with { WorkingDirectory = folder } };

    public string Out => Terminal.Out.ToString()!;

    public string Error => Terminal.Error.ToString()!;

    public Task<int> RunAsync(params string[] args) => CommandLine.RunAsync(args, Terminal, CancellationToken.None);
}
