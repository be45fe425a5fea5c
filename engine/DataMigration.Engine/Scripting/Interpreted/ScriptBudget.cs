using System.Runtime.CompilerServices;
using Jint.Native.Object;

namespace DataMigration.Scripting.Interpreted;

/// <summary>
/// Watches one engine's calls. Jint's own limits count across calls, cost at every statement and know neither memory nor what recurses outside of
/// script functions; so the trees are given bodies that ask here (<see cref="GuardedStatements"/>), and functions of the language ask here too.
/// </summary>
internal sealed class ScriptBudget(ScriptLimits limits) : CallBudget(limits)
{
    private const int ClockInterval = 64;
    private int _statements;
    private int _untilClock;
    private long _allocated;

    /// <summary>Starts the budget of a call.</summary>
    public void Start()
    {
        _statements = Limits.Statements;
        _untilClock = ClockInterval;
        _allocated = GC.GetAllocatedBytesForCurrentThread() + Limits.Bytes;
        StartCall();
    }

    /// <summary>Takes statements from the budget.</summary>
    public void Spend(int statements)
    {
        if ((_statements -= statements) < 0) throw TooManyStatements();
        Check();
    }

    /// <summary>Checks stack, memory and time. Called on entry of whatever may recurse or repeat.</summary>
    public void Check()
    {
        CheckStack();
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw TooDeep();
        if (GC.GetAllocatedBytesForCurrentThread() > _allocated) throw TooMuchMemory();
        if (--_untilClock > 0) return;
        _untilClock = ClockInterval;
        CheckClock();
    }

    /// <summary>Jint looks names up by recursion along the prototypes; so their number is bounded.</summary>
    public static void CheckChain(ObjectInstance? instance)
    {
        for (int depth = 0; instance is not null; instance = instance.Prototype)
            if (++depth > ScriptLimits.Chain)
                throw new ScriptLimitException($"it makes a chain of more than {ScriptLimits.Chain} prototypes");
    }
}
