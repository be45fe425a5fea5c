using DataMigration.Scripting.Compiled.Values;
using Jint.Native;

namespace DataMigration.Scripting.Interpreted;

/// <summary>An object of Jint's among the arguments of a function of the compiled path, which reads its properties.</summary>
internal sealed class ForeignObject(Border border, JsValue original) : ScriptObject
{
    public JsValue Original => original;

    public override bool TryGet(string name, out Value value)
    {
        // Its prototype's toString and valueOf are asked as if they were its own: they are not those of the compiled path.
        value = border.In(original.AsObject().Get(name));
        return !value.IsUndefined;
    }
}
