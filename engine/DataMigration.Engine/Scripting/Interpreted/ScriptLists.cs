using System.Globalization;
using System.Text;
using DataMigration.Scripting.Library;
using Jint;
using Jint.Native;
using Jint.Native.Array;
using Jint.Native.Object;
using Jint.Runtime;

namespace DataMigration.Scripting.Interpreted;

/// <summary>Functions of arrays that Jint lets recurse or grow without bound, and what they share.</summary>
internal sealed class ScriptLists(Engine engine, ScriptBudget budget)
{
    private readonly HashSet<ObjectInstance> _joining = [];

    /// <summary>The elements of a list of bounded length.</summary>
    public static JsValue[] Read(ObjectInstance list)
    {
        var values = new JsValue[Length(list.Engine, list)];
        for (int i = 0; i < values.Length; i++) values[i] = list.Get(i.ToString(CultureInfo.InvariantCulture));
        return values;
    }

    /// <summary>The length of a list.</summary>
    /// <exception cref="JavaScriptException">It is too long to be worked through.</exception>
    public static int Length(Engine engine, ObjectInstance list)
    {
        double length = TypeConverter.ToUint32(list.Get("length"));
        return length <= ScriptLimits.ListLength ? (int)length : throw new JavaScriptException(engine.RangeError, $"the list has {length:N0} elements; {ScriptLimits.ListLength:N0} can be worked through");
    }

    public static JsValue Make(Engine engine, List<JsValue> values)
    {
        var list = new JsValue(engine.Array.Construct(Arguments.Empty));
        engine.Array.PrototypeObject.Push(list, [.. values]);
        return list;
    }

    /// <summary>Before the functions of arrays: they loop to the length without a check of ours.</summary>
    public void Before(JsValue self, JsValue[] arguments)
    {
        if (!self.IsObject()) return;
        long length = Length(engine, self.AsObject());
        foreach (var argument in arguments)
            if (argument.Is<ArrayInstance>()) length += Length(engine, argument.AsObject());
        if (length > ScriptLimits.ListLength) throw new JavaScriptException(engine.RangeError, $"the list would have {length:N0} elements; {ScriptLimits.ListLength:N0} can be worked through");
    }

    /// <summary>Before <c>apply</c>: its list becomes arguments.</summary>
    public void BeforeApply(JsValue self, JsValue[] arguments)
    {
        if (arguments.Length > 1 && arguments[1].IsObject()) Length(engine, arguments[1].AsObject());
    }

    /// <summary><c>Array.prototype.join</c>.</summary>
    public JsValue Join(JsValue self, JsValue[] arguments)
    {
        var list = TypeConverter.ToObject(engine, self);
        // An array within itself is empty there.
        if (!_joining.Add(list)) return new JsValue("");
        try
        {
            return Join(list, arguments);
        }
        finally
        {
            _joining.Remove(list);
        }
    }

    private JsValue Join(ObjectInstance list, JsValue[] arguments)
    {
        string separator = arguments.Length == 0 || arguments[0].IsUndefined() ? "," : TypeConverter.ToString(arguments[0]);
        int length = Length(engine, list);
        var text = new StringBuilder();
        for (int i = 0; i < length; i++)
        {
            budget.Check();
            if (i > 0) text.Append(separator);
            var value = list.Get(i.ToString(CultureInfo.InvariantCulture));
            if (!value.IsUndefined() && !value.IsNull()) text.Append(TypeConverter.ToString(value));
            if (text.Length > ScriptLimits.TextLength) throw new JavaScriptException(engine.RangeError, $"the text is longer than {ScriptLimits.TextLength:N0} characters");
        }
        return new JsValue(text.ToString());
    }

    /// <summary><c>Array.prototype.toString</c>.</summary>
    public JsValue ToString(JsValue self, JsValue[] arguments)
    {
        budget.Check();
        var join = TypeConverter.ToObject(engine, self).Get("join");
        return join.Is<ICallable>() ? join.TryCast<ICallable>().Call(self, Arguments.Empty) : engine.Object.PrototypeObject.ToObjectString(self, arguments);
    }

    /// <summary><c>Array.prototype.sort</c>: stable, undefined last. Jint's goes through List.Sort, which wraps what a comparison throws.</summary>
    public JsValue Sort(JsValue self, JsValue[] arguments)
    {
        var list = TypeConverter.ToObject(engine, self);
        var all = Read(list);
        var values = all.Where(v => !v.IsUndefined()).ToArray();
        var comparer = arguments.Length > 0 && arguments[0].Is<ICallable>() ? arguments[0].TryCast<ICallable>() : null;
        string[]? texts = comparer is null ? [.. values.Select(TypeConverter.ToString)] : null;
        int[] order = [.. Enumerable.Range(0, values.Length)];
        StableSort.Sort<int>(order, (a, b) =>
        {
            budget.Check();
            return texts is not null ? string.CompareOrdinal(texts[a], texts[b]) : Sign(TypeConverter.ToNumber(comparer!.Call(JsValue.Undefined, [values[a], values[b]])));
        });
        for (int i = 0; i < all.Length; i++) list.Put(i.ToString(CultureInfo.InvariantCulture), i < order.Length ? values[order[i]] : JsValue.Undefined, true);
        return self;
    }

    private static int Sign(double value) => value > 0 ? 1 : value < 0 ? -1 : 0;
}
