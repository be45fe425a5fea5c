using DataMigration.Data;

namespace DataMigration.Scripting;

/// <summary>Numbers for <c>Math.random</c> that depend on nothing but row and script (SplitMix64).</summary>
internal sealed class ScriptRandom
{
    private ulong _state;
    private RecordBatch? _batch;
    private bool _isSeeded;
    private int _row;
    private int _script;

    /// <summary>The script is about to run for rows of a batch.</summary>
    public void Begin(RecordBatch batch, int script) => (_batch, _script) = (batch, script);

    /// <summary>It is about to run for a row. Few scripts ask for a number, so the seed waits for those.</summary>
    public void StandAt(int row) => (_row, _isSeeded) = (row, false);

    /// <summary>Whether the script asked for a number since.</summary>
    public bool WasAsked => _isSeeded;

    /// <summary>From 0 to below 1, 53 bits.</summary>
    public double Next()
    {
        if (!_isSeeded) _state = Mix((ulong)_batch!.Origins.Position(_row) * 0x9E3779B97F4A7C15 ^ Mix((ulong)_script + 1));
        _isSeeded = true;
        return (Mix(_state += 0x9E3779B97F4A7C15) >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
