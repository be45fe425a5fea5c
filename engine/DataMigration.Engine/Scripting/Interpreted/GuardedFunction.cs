using Jint;
using Jint.Native;
using Jint.Native.Function;

namespace DataMigration.Scripting.Interpreted;

/// <summary>A function of the language with a check before it.</summary>
internal sealed class GuardedFunction : FunctionInstance
{
    private readonly FunctionInstance _inner;
    private readonly ScriptBudget _budget;
    private readonly Action<JsValue, JsValue[]>? _check;

    /// <param name="engine">Its engine.</param>
    /// <param name="inner">What it does.</param>
    /// <param name="budget">Checked before every call.</param>
    /// <param name="check">A further check of receiver and arguments.</param>
    public GuardedFunction(Engine engine, FunctionInstance inner, ScriptBudget budget, Action<JsValue, JsValue[]>? check) : base(engine, [], null, false)
    {
        _inner = inner;
        _budget = budget;
        _check = check;
        Prototype = engine.Function.PrototypeObject;
        FastAddProperty("length", inner.Get("length"), false, false, false);
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments)
    {
        _budget.Check();
        _check?.Invoke(thisObject, arguments);
        return _inner.Call(thisObject, arguments);
    }
}
