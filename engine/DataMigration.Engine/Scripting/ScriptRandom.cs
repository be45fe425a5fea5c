using DataMigration.Data;

namespace DataMigration.Scripting;

/// <summary>Numbers for <c>Math.random</c> that depend on nothing but row and script (SplitMix64).</summary>
internal sealed class ScriptRandom
{
    private ulong _state;
    private RecordBatch? _unseeded;
    private int _row;
    private int _script;

    /// <summary>The script is about to run for a row. Few scripts ask for a number, so the seed waits for those.</summary>
    public void StandAt(RecordBatch batch, int row, int script) => (_unseeded, _row, _script) = (batch, row, script);

    /// <summary>Whether the script asked for a number since.</summary>
    public bool WasAsked => _unseeded is null;

    /// <summary>From 0 to below 1, 53 bits.</summary>
    public double Next()
    {
        if (_unseeded is { } batch) _state = Mix((ulong)batch.Origins.Position(_row) * 0x9E3779B97F4A7C15 ^ Mix((ulong)_script + 1));
        _unseeded = null;
        return (Mix(_state += 0x9E3779B97F4A7C15) >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
