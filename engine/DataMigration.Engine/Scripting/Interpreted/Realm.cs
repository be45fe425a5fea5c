using System.Globalization;
using DataMigration.Scripting.Checking;
using DataMigration.Scripting.Compiled;
using DataMigration.Scripting.Library.Dates;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace DataMigration.Scripting.Interpreted;

/// <summary>The language as scripts see it: nothing of the world, nothing that runs text as code, no function that can end the process, one clock.</summary>
internal sealed class Realm
{
    private readonly ScriptEnvironment _environment;
    private readonly ScriptLists _lists;

    public Realm(ScriptEnvironment environment, ScriptLimits limits)
    {
        _environment = environment;
        Engine = new Engine(options => options.Strict(true).LocalTimeZone(TimeZoneInfo.Utc).Culture(CultureInfo.InvariantCulture));
        Budget = new ScriptBudget(limits);
        Budget.Start();
        Machine = new Machine(limits, Worlds.Of(environment));
        Machine.Budget.Start();
        Machine.Arena.Clear();
        Regexes = new ScriptRegex(Engine);
        Reading = new JsonReading(Engine, Budget);
        Writing = new JsonWriting(Engine, Budget);
        _lists = new ScriptLists(Engine, Budget);
        Remove();
        Replace();
        Guard();
        Define();
    }

    public Engine Engine { get; }

    public ScriptBudget Budget { get; }

    public ScriptRegex Regexes { get; }

    public JsonReading Reading { get; }

    public JsonWriting Writing { get; }

    /// <summary>What the compiled path's functions of the language run on.</summary>
    public Machine Machine { get; }

    private void Remove()
    {
        foreach (string name in (string[])["eval", "Function"]) Engine.Global.RemoveOwnProperty(name);
        Engine.Function.PrototypeObject.RemoveOwnProperty("constructor");
        foreach (string name in (string[])["defineProperty", "defineProperties"]) Engine.Object.RemoveOwnProperty(name);
        foreach (var prototype in (ObjectInstance[])[Engine.Object.PrototypeObject, Engine.String.PrototypeObject, Engine.Number.PrototypeObject, Engine.Date.PrototypeObject, Engine.Array.PrototypeObject])
            foreach (string name in Vocabulary.RemovedMethods.Keys) prototype.RemoveOwnProperty(name);
    }

    private void Replace()
    {
        var list = Engine.Array.PrototypeObject;
        Set(list, "join", _lists.Join, 1);
        Set(list, "toString", _lists.ToString, 0);
        Set(list, "sort", _lists.Sort, 1);
        Set(Engine.Json, "parse", (_, arguments) => Reading.Parse(arguments), 2);
        Set(Engine.Json, "stringify", (_, arguments) => Writing.Stringify(arguments), 3);
        new CompiledLanguage(Engine, new Border(Engine, Machine)).Install();
        var regex = new GuardedConstructor(Engine, Engine.RegExp, Regexes.Construct, arguments => new JsValue(Regexes.Construct(arguments)));
        Engine.Global.FastSetProperty("RegExp", new(new JsValue(regex), true, false, true));
    }

    /// <summary>Every function of the language checks the budget first: they call one another without passing through a script.</summary>
    private void Guard()
    {
        var function = Engine.Function.PrototypeObject;
        var list = Engine.Array.PrototypeObject;
        foreach (var holder in (ObjectInstance[])[Engine.Global, Engine.Object, Engine.Object.PrototypeObject, function, Engine.Array, list, Engine.String, Engine.String.PrototypeObject, Engine.RegExp.PrototypeObject,
            Engine.Date.PrototypeObject, Engine.Number.PrototypeObject, Engine.Boolean.PrototypeObject, Engine.Error.PrototypeObject])
            foreach (var (name, descriptor) in holder.GetOwnProperties().ToList())
            {
                if (!descriptor.IsDataDescriptor() || !descriptor.Value.IsObject()) continue;
                if (descriptor.Value.AsObject() is not FunctionInstance native || native is IConstructor) continue;
                Action<JsValue, JsValue[]>? check = (holder, name) switch
                {
                    _ when holder == list && name is not ("push" or "pop") => _lists.Before,
                    _ when holder == function && name == "apply" => _lists.BeforeApply,
                    _ when holder == function && name == "bind" => BeforeBind,
                    _ when holder == Engine.Object && name == "create" => BeforeCreate,
                    _ => null,
                };
                holder.FastSetProperty(name, new(new JsValue(new GuardedFunction(Engine, native, Budget, check)), descriptor.Writable, descriptor.Enumerable, descriptor.Configurable));
            }
    }

    private void Define()
    {
        var parameters = Engine.Object.Construct(Arguments.Empty);
        foreach (var (name, (type, text)) in _environment.Parameters) parameters.FastAddProperty(name, FieldValues.OfText(type, text, Reading), true, true, true);
        var run = Engine.Object.Construct(Arguments.Empty);
        run.FastAddProperty("id", new JsValue(_environment.RunId), true, true, true);
        run.FastAddProperty("started_at", new JsValue(DateText.ToIso(_environment.StartedAt.ToUnixTimeMilliseconds())), true, true, true);
        Engine.Global.FastAddProperty("params", new JsValue(parameters), true, false, true);
        Engine.Global.FastAddProperty("run", new JsValue(run), true, false, true);
    }

    private void BeforeBind(JsValue self, JsValue[] arguments)
    {
        int depth = 0;
        for (var target = self; target.Is<BindFunctionInstance>(); target = target.As<BindFunctionInstance>().TargetFunction)
            if (++depth > ScriptLimits.Chain)
                throw new JavaScriptException(Engine.RangeError, "a function is bound too many times over");
    }

    private void BeforeCreate(JsValue self, JsValue[] arguments)
    {
        if (arguments.Length > 1 && !arguments[1].IsUndefined()) throw new JavaScriptException(Engine.TypeError, "Object.create takes one argument here; assign the properties");
        if (arguments.Length > 0 && arguments[0].IsObject()) ScriptBudget.CheckChain(arguments[0].AsObject());
    }

    private void Set(ObjectInstance holder, string name, Func<JsValue, JsValue[], JsValue> function, int length) =>
        holder.FastSetProperty(name, new(new JsValue(new ClrFunctionInstance(Engine, function, length)), true, false, true));
}
