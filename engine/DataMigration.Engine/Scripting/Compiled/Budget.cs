using System.Runtime.CompilerServices;

namespace DataMigration.Scripting.Compiled;

/// <summary>What one call may use, counted down as it goes: statements, stack, memory, time. A few instructions each.</summary>
internal sealed class Budget(ScriptLimits limits)
{
    private const int ClockMask = 63;

    private int _statements;
    private long _bytes;
    private long _started;
    private nint _stackEnd;

    /// <summary>Starts the budget of a call.</summary>
    public void Start()
    {
        _statements = limits.Statements;
        _bytes = limits.Bytes;
        _stackEnd = StackAddress() - limits.Stack;
        _started = 0;
    }

    /// <summary>A function was entered or a loop turned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Spend(int statements)
    {
        if ((_statements -= statements) < 0) throw new ScriptLimitException($"it ran more than {limits.Statements:N0} statements");
        if ((_statements & ClockMask) < statements) CheckClock();
    }

    /// <summary>Memory is about to be used.</summary>
    public void Charge(long bytes)
    {
        if ((_bytes -= bytes) < 0) throw new ScriptLimitException($"it used more than {limits.Bytes / (1024 * 1024)} MB of memory");
    }

    /// <summary>A text of this length is about to be made.</summary>
    public void CheckLength(long length)
    {
        if (length > limits.Bytes / 2) throw new ScriptLimitException($"it used more than {limits.Bytes / (1024 * 1024)} MB of memory");
    }

    /// <summary>A function is about to be entered.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CheckStack()
    {
        if (StackAddress() < _stackEnd) throw new ScriptLimitException("it calls itself too deeply");
    }

    private void CheckClock()
    {
        // The first look starts the clock: a call that ends before it needs none.
        long now = Environment.TickCount64;
        if (_started == 0) _started = now;
        else if (now - _started > limits.Time.TotalMilliseconds) throw new ScriptLimitException($"it ran for more than {limits.Time.TotalSeconds:0.###} seconds", true);
    }

    // The address of a local variable, without unsafe code: its distance from null.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint StackAddress()
    {
        byte here = 0;
        return Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref here);
    }
}
