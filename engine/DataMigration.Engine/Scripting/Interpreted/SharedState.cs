using System.Reflection;
using Jint;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Date;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Native.RegExp;
using Jint.Runtime.Environments;

namespace DataMigration.Scripting.Interpreted;

/// <summary>
/// Everything that outlives a call: the language's objects and what the script files made. It is frozen once they are loaded, so that no row can leave
/// anything behind for the next one; the little that cannot be frozen is set back before every call.
/// </summary>
internal sealed class SharedState
{
    // Jint keeps the variables of functions in a private dictionary; nothing else can make them constant. A test fails should it go.
    private static readonly FieldInfo Bindings = typeof(DeclarativeEnvironmentRecord).GetField("_bindings", BindingFlags.Instance | BindingFlags.NonPublic)
        ?? throw new InvalidOperationException("This Jint keeps variables elsewhere.");

    private static readonly JsValue Zero = new(0);

    private readonly Engine _engine;
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<ObjectInstance> _waiting = new();
    private readonly List<RegExpInstance> _regexes = [];
    private readonly List<(DateInstance Date, double Value)> _dates = [];

    private SharedState(Engine engine) => _engine = engine;

    public static SharedState Freeze(Engine engine)
    {
        var state = new SharedState(engine);
        state.Meet(new JsValue(engine.Global));
        while (state._waiting.TryPop(out var instance)) state.FreezeOne(instance);
        state._seen.Clear();
        return state;
    }

    /// <summary>Sets back what is changed by being used.</summary>
    public void Restore()
    {
        foreach (var regex in _regexes) regex.Put("lastIndex", Zero, false);
        foreach (var (date, value) in _dates) date.PrimitiveValue = value;
    }

    private void Meet(JsValue? value)
    {
        if (value is not null && value.IsObject() && _seen.Add(value.AsObject())) _waiting.Push(value.AsObject());
    }

    private void FreezeOne(ObjectInstance instance)
    {
        if (instance is RegExpInstance { Value: not null } regex && regex != _engine.RegExp.PrototypeObject) _regexes.Add(regex);
        else if (instance is DateInstance date) _dates.Add((date, date.PrimitiveValue));
        if (instance.Prototype is { } prototype) Meet(new JsValue(prototype));
        if (instance is FunctionInstance { Scope: { } scope }) Meet(scope);
        if (instance is BindFunctionInstance bound) Meet(bound);
        foreach (var (name, descriptor) in instance.GetOwnProperties().ToList())
        {
            Meet(descriptor.Get);
            Meet(descriptor.Set);
            Meet(descriptor.Value);
            if (name == "lastIndex" && instance is RegExpInstance) continue;
            descriptor.Configurable = false;
            if (!descriptor.IsDataDescriptor() || descriptor.Writable != true) continue;
            if (instance is ArrayInstance) descriptor.Writable = false;
            else instance.FastSetProperty(name, new FixedProperty(_engine, name, descriptor));
        }
        instance.Extensible = false;
    }

    private void Meet(BindFunctionInstance bound)
    {
        Meet(bound.TargetFunction);
        Meet(bound.BoundThis);
        foreach (var argument in bound.BoundArgs) Meet(argument);
    }

    /// <summary>The variables that a function closes over.</summary>
    private void Meet(LexicalEnvironment scope)
    {
        for (var environment = scope; environment is not null && _seen.Add(environment); environment = environment.Outer)
        {
            if (environment.Record is not DeclarativeEnvironmentRecord record) continue;
            foreach (var binding in ((IDictionary<string, Binding>)Bindings.GetValue(record)!).Values)
            {
                binding.Mutable = false;
                Meet(binding.Value);
            }
        }
    }
}
