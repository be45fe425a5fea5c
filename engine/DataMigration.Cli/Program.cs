using System.Globalization;
using DataMigration.Scripting;

namespace DataMigration.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        // Microsoft.Data.SqlClient opens no connection in a process without the data of cultures; nothing of ours may depend on whose machine it is all the same.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        // Process-wide limits on regular expressions hold only if they are set before the first one is made.
        ScriptGuards.Install();
        using var interruption = new Interruption(Terminal.System);
        return await CommandLine.RunAsync(args, Terminal.System, interruption.Token);
    }
}
