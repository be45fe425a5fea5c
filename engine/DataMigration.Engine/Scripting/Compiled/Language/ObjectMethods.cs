using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Language;

/// <summary>The methods that every object has.</summary>
internal static class ObjectMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("hasOwnProperty(name)", Kinds.Boolean, HasOwn),
        new("propertyIsEnumerable(name)", Kinds.Boolean, (m, self, a) => Value.Of(self.IsObject && self.Object.Names.Contains(a.String(m, 0)))),
        new("toString()", Kinds.Text, (m, self, _) => self.IsObject ? ObjectTexts.Of(m, self.Object) : Value.Of(Coercion.ToText(m, self))),
        new("valueOf()", Kinds.Any, (_, self, _) => self),
    ];

    public static Value HasOwn(Machine machine, Value self, ReadOnlySpan<Value> arguments)
    {
        string name = Coercion.ToName(machine, arguments.At(0));
        if (self.IsText) return Value.Of(name == "length" || (ScriptObject.IsIndex(name) && double.Parse(name, System.Globalization.CultureInfo.InvariantCulture) < self.Text.Length));
        return Value.Of(self.IsObject && self.Object.TryGet(name, out _));
    }
}
