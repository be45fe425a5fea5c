using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>What can be made by <c>new</c>, and asked for by <c>instanceof</c>.</summary>
internal static class Constructors
{
    private static readonly Dictionary<string, Method> Makers = new(StringComparer.Ordinal)
    {
        ["Array"] = new("Array(length)", Kinds.Object, CreateArray),
        ["Date"] = new("Date(time)", Kinds.Object, DateFunctions.Create),
        ["Map"] = new("Map(entries)", Kinds.Object, CollectionMethods.CreateMap),
        ["RegExp"] = new("RegExp(source, flags)", Kinds.Object, RegexMethods.Create),
        ["Set"] = new("Set(values)", Kinds.Object, CollectionMethods.CreateSet),
        ["Object"] = new("Object()", Kinds.Object, (_, _, a) => a.At(0).IsObject ? a[0] : Value.Of(new ScriptObject())),
        ["Error"] = Error(ScriptErrorKind.Error),
        ["RangeError"] = Error(ScriptErrorKind.RangeError),
        ["ReferenceError"] = Error(ScriptErrorKind.ReferenceError),
        ["SyntaxError"] = Error(ScriptErrorKind.SyntaxError),
        ["TypeError"] = Error(ScriptErrorKind.TypeError),
        ["URIError"] = Error(ScriptErrorKind.UriError),
    };

    /// <summary>What makes objects of a class, or null.</summary>
    public static Method? Find(string name) => Makers.GetValueOrDefault(name);

    /// <summary>Whether the same is made without <c>new</c>.</summary>
    public static bool MakesWithoutNew(string name) => name is "Array" or "RegExp" || name.EndsWith("Error", StringComparison.Ordinal);

    /// <summary>What tells whether an object is of a class, or null.</summary>
    public static Func<ScriptObject, bool>? Test(string name) => name switch
    {
        "Object" => _ => true,
        "Array" => o => o is ScriptArray,
        "Function" => o => o is ScriptFunction,
        "Date" => o => o is DateObject,
        "RegExp" => o => o is RegexObject,
        "Map" => o => o is Collection { Family: Family.Map },
        "Set" => o => o is Collection { Family: Family.Set },
        "Error" => o => o is ErrorObject,
        "RangeError" => o => o is ErrorObject { Kind: ScriptErrorKind.RangeError },
        "ReferenceError" => o => o is ErrorObject { Kind: ScriptErrorKind.ReferenceError },
        "SyntaxError" => o => o is ErrorObject { Kind: ScriptErrorKind.SyntaxError },
        "TypeError" => o => o is ErrorObject { Kind: ScriptErrorKind.TypeError },
        "URIError" => o => o is ErrorObject { Kind: ScriptErrorKind.UriError },
        _ => null,
    };

    private static Method Error(ScriptErrorKind kind) => new(ErrorObject.NameOf(kind) + "(message)", Kinds.Object, (m, _, a) =>
    {
        m.Budget.Charge(96);
        return Value.Of(new ErrorObject(kind, a.At(0).IsUndefined ? Value.Undefined : Value.Of(a.Text(m, 0))));
    });

    private static Value CreateArray(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length != 1 || !arguments[0].IsNumber) return Value.Of(ArrayMethods.Of(machine, arguments.ToArray()));
        var list = new ScriptArray(machine, 0);
        list.Resize(machine, arguments[0].Number);
        return Value.Of(list);
    }
}
