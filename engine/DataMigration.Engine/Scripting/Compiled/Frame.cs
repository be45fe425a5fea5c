using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled;

/// <summary>The variables of one call of a function. Used again by the next call at the same depth.</summary>
internal sealed class Frame(Machine machine)
{
    public readonly Machine Machine = machine;
    public Value[] Slots = new Value[8];
    public Cell[] Cells = [];
    public Cell[] Captures = [];

    /// <summary><c>this</c>.</summary>
    public Value Self = Value.Undefined;

    /// <summary>The function that runs, where it is a value.</summary>
    public Closure? Function;

    /// <summary>What <c>return</c> returned.</summary>
    public Value Result;

    /// <summary>Of a <c>break</c> or <c>continue</c> under way.</summary>
    public string? Label;

    /// <summary>What <c>arguments</c> means, where the function uses it.</summary>
    public ScriptArray? Arguments;
}
