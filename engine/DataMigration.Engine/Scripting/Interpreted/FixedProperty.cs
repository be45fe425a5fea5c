using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace DataMigration.Scripting.Interpreted;

/// <summary>
/// A property that cannot be changed and yet can be hidden by one of an object's own: a read-only property of a prototype would forbid
/// <c>error.name = 'x'</c> on every error, which no author expects.
/// </summary>
internal sealed class FixedProperty : PropertyDescriptor
{
    private readonly Engine _engine;
    private readonly string _name;
    private readonly JsValue _value;

    public FixedProperty(Engine engine, string name, PropertyDescriptor original)
    {
        _engine = engine;
        _name = name;
        _value = original.Value;
        Writable = original.Writable;
        Enumerable = original.Enumerable;
        Configurable = false;
    }

    public override JsValue Value
    {
        get => _value;
        set => throw new JavaScriptException(_engine.TypeError, $"'{_name}' is shared by all rows and cannot be changed");
    }
}
