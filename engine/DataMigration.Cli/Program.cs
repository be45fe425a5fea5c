using DataMigration.Scripting;

namespace DataMigration.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        // Process-wide limits on regular expressions hold only if they are set before the first one is made.
        ScriptGuards.Install();
        using var interruption = new Interruption(Terminal.System);
        return await CommandLine.RunAsync(args, Terminal.System, interruption.Token);
    }
}
