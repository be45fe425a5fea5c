using System.Runtime.CompilerServices;

namespace DataMigration.Scripting;

/// <summary>What both engines watch in one call of a script: the stack, by the address of what is on it, and the clock.</summary>
internal abstract class CallBudget(ScriptLimits limits)
{
    private readonly int _stack = limits.Stack;
    private nint _stackEnd;
    private long _started;

    protected ScriptLimits Limits => limits;

    /// <summary>A function is about to be entered, or something else that may recurse.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CheckStack()
    {
        if (StackAddress() < _stackEnd) throw TooDeep();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected void StartCall()
    {
        _stackEnd = StackAddress() - _stack;
        _started = 0;
    }

    protected void CheckClock()
    {
        // The first look starts the clock: a call that ends before it needs none.
        long now = Environment.TickCount64;
        if (_started == 0) _started = now;
        else if (now - _started > limits.Time.TotalMilliseconds) throw new ScriptLimitException($"it ran for more than {limits.Time.TotalSeconds:0.###} seconds", true);
    }

    protected static ScriptLimitException TooDeep() => new("it calls itself too deeply");

    protected ScriptLimitException TooManyStatements() => new($"it ran more than {limits.Statements:N0} statements");

    protected ScriptLimitException TooMuchMemory() => new($"it used more than {limits.Bytes / (1024 * 1024)} MB of memory");

    // The address of a local variable, without unsafe code: its distance from null.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint StackAddress()
    {
        byte here = 0;
        return Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref here);
    }
}
