using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;

namespace DataMigration.Scripting.Interpreted;

/// <summary>A constructor of the language that makes its objects our way.</summary>
internal sealed class GuardedConstructor : FunctionInstance, IConstructor
{
    private readonly Func<JsValue[], ObjectInstance> _construct;
    private readonly Func<JsValue[], JsValue> _call;

    public GuardedConstructor(Engine engine, FunctionInstance original, Func<JsValue[], ObjectInstance> construct, Func<JsValue[], JsValue> call) : base(engine, [], null, false)
    {
        _construct = construct;
        _call = call;
        Prototype = engine.Function.PrototypeObject;
        foreach (var (name, descriptor) in original.GetOwnProperties().ToList()) FastSetProperty(name, descriptor);
        // What has been made by the original must still be an instance of this, and lead here.
        var prototype = original.Get("prototype").AsObject();
        prototype.RemoveOwnProperty("constructor");
        prototype.FastAddProperty("constructor", new JsValue(this), true, false, true);
    }

    public override JsValue Call(JsValue thisObject, JsValue[] arguments) => _call(arguments);

    public ObjectInstance Construct(JsValue[] arguments) => _construct(arguments);
}
