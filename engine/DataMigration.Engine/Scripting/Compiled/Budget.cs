using System.Runtime.CompilerServices;

namespace DataMigration.Scripting.Compiled;

/// <summary>What one call may use, counted down as it goes: statements, stack, memory, time. A few instructions each.</summary>
internal sealed class Budget(ScriptLimits limits) : CallBudget(limits)
{
    private const int ClockMask = 63;

    private readonly int _allStatements = limits.Statements;
    private readonly long _allBytes = limits.Bytes;
    private int _statements;
    private long _bytes;

    /// <summary>Starts the budget of a call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Start()
    {
        _statements = _allStatements;
        _bytes = _allBytes;
        StartCall();
    }

    /// <summary>A function was entered or a loop turned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Spend(int statements)
    {
        if ((_statements -= statements) < 0) throw TooManyStatements();
        if ((_statements & ClockMask) < statements) CheckClock();
    }

    /// <summary>Memory is about to be used.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(long bytes)
    {
        if ((_bytes -= bytes) < 0) throw TooMuchMemory();
    }

    /// <summary>A text of this length is about to be made.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CheckLength(long length)
    {
        if (length > _allBytes / 2) throw TooMuchMemory();
    }
}
