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

    [ThreadStatic]
    private static bool _isFit;

    /// <summary>Runs something on a thread fit for a script engine, and waits for it; right here on one that it made.</summary>
    internal static T Run<T>(Func<T> work)
    {
        if (_isFit) return work();
        T result = default!;
        System.Runtime.ExceptionServices.ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                _isFit = true;
                result = work();
            }
            catch (Exception e)
            {
                failure = System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(e);
            }
        }, StackSize) { IsBackground = true, Name = "scripts" };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }
}
