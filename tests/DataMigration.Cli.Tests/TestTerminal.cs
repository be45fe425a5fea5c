namespace DataMigration.Cli;

/// <summary>A terminal that nobody looks at, and what was written to it.</summary>
internal sealed class TestTerminal
{
    public Terminal Terminal { get; init; } = new(new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });

    /// <summary>One that stands in a folder.</summary>
    public static TestTerminal In(string folder) => new() { Terminal = new TestTerminal().Terminal with { WorkingDirectory = folder } };

    public string Out => Terminal.Out.ToString()!;

    public string Error => Terminal.Error.ToString()!;

    /// <summary>In this process; a whole round of the tests can be made with the native program instead (tests/run --long).</summary>
    public Task<int> RunAsync(params string[] args) =>
        Repository.IsNativeRound && Terminal is { OutIsTerminal: false, ErrorIsTerminal: false } ? RunNativelyAsync(args) : CommandLine.RunAsync(args, Terminal, CancellationToken.None);

    private async Task<int> RunNativelyAsync(string[] args)
    {
        var start = Repository.Command(args);
        start.WorkingDirectory = Terminal.WorkingDirectory;
        var (exit, output, errors) = await Repository.RunAsync(start);
        await Terminal.Out.WriteAsync(output);
        await Terminal.Error.WriteAsync(errors);
        return exit;
    }
}
