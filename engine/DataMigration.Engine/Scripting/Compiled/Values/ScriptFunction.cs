using DataMigration.Scripting.Compiled.Language;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>A function as a value.</summary>
internal abstract class ScriptFunction : ScriptObject
{
    public override Family Family => Family.Function;

    public override string ClassName => "Function";

    public abstract Value Call(Machine machine, Value self, ReadOnlySpan<Value> arguments);
}

/// <summary>A function of the language.</summary>
internal delegate Value Native(Machine machine, Value self, ReadOnlySpan<Value> arguments);

/// <summary>A function of the language as a value: <c>list.map(Number)</c>.</summary>
internal sealed class NativeFunction(string name, Native native) : ScriptFunction
{
    public string Name => name;

    public override Value Call(Machine machine, Value self, ReadOnlySpan<Value> arguments) => native(machine, self, arguments);
}
