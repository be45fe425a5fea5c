using System.CommandLine;
using System.CommandLine.Invocation;
using DataMigration.Cli.Commands;
using DataMigration.Cli.Output;
using DataMigration.Execution;
using DataMigration.Failures;

namespace DataMigration.Cli;

/// <summary>From the words of a command line to an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Every command of the program: one file each in <c>Commands/</c>, one line each here.</summary>
    public static RootCommand Root(Composition composition, Terminal terminal) => new("Moves data by declarative pipelines: what stands in the YAML file happens, every row is accounted for.")
    {
        new ValidateCommand(composition, terminal),
        new PlanCommand(composition, terminal),
        new PreviewCommand(composition, terminal),
        new RunCommand(composition, terminal),
        new ResumeCommand(composition, terminal),
        new ReplayCommand(composition, terminal),
        new RollbackCommand(composition, terminal),
        new ForgetCommand(composition, terminal),
        new HistoryCommand(composition, terminal),
        new ShowCommand(composition, terminal),
        new SchemaCommand(composition, terminal),
    };

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken)
    {
        var parsed = Root(new Composition(), terminal).Parse(args);
        bool misused = parsed.Errors.Count > 0;
        // A page of help would push the error out of sight; it is for those who typed nothing.
        if (parsed.Action is ParseErrorAction mistake) mistake.ShowHelp = args.Length == 0;
        var invocation = new InvocationConfiguration
        {
            Output = misused ? terminal.Error : terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            int exit = await parsed.InvokeAsync(invocation, cancellationToken);
            return misused ? ExitCodes.Invalid : exit;
        }
        catch (MigrationException e)
        {
            FailureText.Write(terminal, e.Diagnostic.Code, e.Diagnostic.Message, e.Diagnostic.Remedy, e.Diagnostic.Span?.ToString());
            return ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Cancelled;
        }
        catch (Exception e)
        {
            var bug = ExecutionMessages.Bug.At(null, e.Message);
            FailureText.Write(terminal, bug.Code, bug.Message, bug.Remedy);
            terminal.Error.WriteLine(e);
            return ExitCodes.Failed;
        }
    }
}
