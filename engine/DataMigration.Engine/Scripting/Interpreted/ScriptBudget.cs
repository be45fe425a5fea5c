using System.Runtime.CompilerServices;
using Jint.Native.Object;

namespace DataMigration.Scripting.Interpreted;

/// <summary>
/// Watches one engine's calls. Jint's own limits count across calls, cost at every statement and know neither memory nor what recurses outside of
/// script functions; so the trees are given bodies that ask here (<see cref="GuardedStatements"/>), and functions of the language ask here too.
/// </summary>
internal sealed class ScriptBudget(ScriptLimits limits)
{
    private const int ClockInterval = 64;
    private int _statements;
    private int _untilClock;
    private long _allocated;
    private long _started;
    private nint _stackEnd;

    /// <summary>Starts the budget of a call.</summary>
    public void Start()
    {
        _statements = limits.Statements;
        _untilClock = ClockInterval;
        _allocated = GC.GetAllocatedBytesForCurrentThread() + limits.Bytes;
        _started = Environment.TickCount64;
        _stackEnd = StackAddress() - limits.Stack;
    }

    /// <summary>Takes statements from the budget.</summary>
    public void Spend(int statements)
    {
        if ((_statements -= statements) < 0) throw new ScriptLimitException($"it ran more than {limits.Statements:N0} statements");
        Check();
    }

    /// <summary>Checks stack, memory and time. Called on entry of whatever may recurse or repeat.</summary>
    public void Check()
    {
        if (StackAddress() < _stackEnd || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new ScriptLimitException("it calls itself too deeply");
        if (GC.GetAllocatedBytesForCurrentThread() > _allocated)
            throw new ScriptLimitException($"it used more than {limits.Bytes / (1024 * 1024)} MB of memory");
        if (--_untilClock > 0) return;
        _untilClock = ClockInterval;
        if (Environment.TickCount64 - _started > limits.Time.TotalMilliseconds)
            throw new ScriptLimitException($"it ran for more than {limits.Time.TotalSeconds:0.###} seconds", true);
    }

    /// <summary>Jint looks names up by recursion along the prototypes; so their number is bounded.</summary>
    public static void CheckChain(ObjectInstance? instance)
    {
        for (int depth = 0; instance is not null; instance = instance.Prototype)
            if (++depth > ScriptLimits.Chain)
                throw new ScriptLimitException($"it makes a chain of more than {ScriptLimits.Chain} prototypes");
    }

    // The address of a local variable, without unsafe code: its distance from null.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint StackAddress()
    {
        byte here = 0;
        return Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref here);
    }
}
