using DataMigration.Scripting.Compiled.Language;
using DataMigration.Scripting.Compiled.Values;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace DataMigration.Scripting.Interpreted;

/// <summary>
/// Puts the compiled path's functions of texts, numbers, dates and regular expressions in the place of Jint's, which departs from the standard in many
/// a detail and has some without bound: <c>Date.UTC(2024, 1e21)</c> counts through the years one by one.
/// </summary>
internal sealed class CompiledLanguage(Engine engine, Border border)
{
    // Constructors stay Jint's, and what an object says of itself.
    private static readonly HashSet<string> Kept = ["Boolean", "Number", "String", "Object", "Date", "valueOf"];

    public void Install()
    {
        Install(engine.Global, ConversionFunctions.All);
        Install(engine.Math, MathMethods.All);
        Install(engine.String, ConversionFunctions.OfString);
        Install(engine.Date, DateFunctions.All);
        Install(engine.String.PrototypeObject, [.. TextMethods.All.Where(m => m.Name != "toString"), .. TextRegexMethods.All]);
        Install(engine.Number.PrototypeObject, NumberMethods.All);
        Install(engine.RegExp.PrototypeObject, RegexMethods.All);
        Install(engine.Date.PrototypeObject, DateMethods.All);
        var date = new GuardedConstructor(engine, engine.Date, arguments => Call(DateFunctions.Create, JsValue.Undefined, arguments).AsObject(), _ => Call(Globals.Find("Date")!.Call, JsValue.Undefined, []));
        engine.Global.FastSetProperty("Date", new(new JsValue(date), true, false, true));
    }

    private void Install(ObjectInstance holder, IReadOnlyList<Method> methods)
    {
        foreach (var method in methods.Where(m => !Kept.Contains(m.Name)))
        {
            int length = method.Signature.EndsWith("()", StringComparison.Ordinal) ? 0 : 1 + method.Signature.Count(c => c == ',');
            holder.FastSetProperty(method.Name, new(new JsValue(new ClrFunctionInstance(engine, (self, arguments) => Call(method.Call, self, arguments), length)), true, false, true));
        }
    }

    private JsValue Call(Native native, JsValue self, JsValue[] arguments)
    {
        try
        {
            var receiver = border.In(self);
            var given = new Value[arguments.Length];
            bool hasObjects = receiver.IsObject;
            for (int i = 0; i < given.Length; i++)
            {
                given[i] = border.In(arguments[i]);
                hasObjects |= given[i].IsObject;
            }
            if (!hasObjects) return border.Out(native(border.Machine, receiver, given));
            try
            {
                return border.Out(native(border.Machine, receiver, given));
            }
            finally
            {
                Border.Update(self, receiver);
                for (int i = 0; i < given.Length; i++) Border.Update(arguments[i], given[i]);
            }
        }
        catch (Exception e) when (border.Machine.Catchable(e) is { } thrown)
        {
            throw border.Failure(thrown);
        }
    }
}
