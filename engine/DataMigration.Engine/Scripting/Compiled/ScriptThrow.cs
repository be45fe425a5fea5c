using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled;

/// <summary>What a script threw, on its way to the <c>catch</c> that takes it or to the row's reject.</summary>
internal sealed class ScriptThrow(Value value, Place? at) : Exception
{
    public Value Value { get; } = value;

    public Place? At { get; } = at;
}
