namespace DataMigration.Scripting;

/// <summary>Numbers for <c>Math.random</c> that depend on nothing but row and script (SplitMix64).</summary>
internal sealed class ScriptRandom
{
    private ulong _state;

    public void Seed(long position, int script) => _state = Mix((ulong)position * 0x9E3779B97F4A7C15 ^ Mix((ulong)script + 1));

    /// <summary>From 0 to below 1, 53 bits.</summary>
    public double Next() => (Mix(_state += 0x9E3779B97F4A7C15) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
