using DataMigration.Scripting.Compiled;
using DataMigration.Scripting.Compiled.Values;
using Jint.Native;

namespace DataMigration.Scripting.Interpreted;

/// <summary>A function of Jint's that a function of the compiled path calls back: <c>text.replace(pattern, function …)</c>.</summary>
internal sealed class ForeignFunction(Border border, JsValue original) : ScriptFunction
{
    public JsValue Original => original;

    public override Value Call(Machine machine, Value self, ReadOnlySpan<Value> arguments) =>
        border.In(original.TryCast<ICallable>().Call(border.Out(self), [.. arguments.ToArray().Select(border.Out)]));
}
