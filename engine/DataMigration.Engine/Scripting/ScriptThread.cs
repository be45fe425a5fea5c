namespace DataMigration.Scripting;

/// <summary>The threads on which script engines run.</summary>
public static class ScriptThread
{
    /// <summary>
    /// What a thread that evaluates scripts must be started with. Scripts may use <see cref="ScriptStack"/> of it; the rest is for
    /// what the JavaScript engine does between two of our checks.
    /// </summary>
    public const int StackSize = 16 * 1024 * 1024;

    /// <summary>How much of the stack the calls of one script may use.</summary>
    internal const int ScriptStack = 4 * 1024 * 1024;

    // The parser recurses once per bracket, prefix operator or nested statement; the longest source allowed needs less than this.
    private const int ParserStack = 256 * 1024 * 1024;

    /// <summary>Runs what recurses with the shape of unchecked source text where it cannot overflow the stack, and waits for it.</summary>
    internal static T Deep<T>(Func<T> work) => Run(work, ParserStack);

    /// <summary>Runs something on a thread fit for a script engine, and waits for it.</summary>
    internal static T Run<T>(Func<T> work, int stack = StackSize)
    {
        T result = default!;
        System.Runtime.ExceptionServices.ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                failure = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e);
            }
        }, stack) { IsBackground = true, Name = "scripts" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
