using DataMigration.Scripting.Compiled.Language;
using DataMigration.Scripting.Library;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>What <c>new Error(…)</c> makes. Its name comes with its kind, and neither it nor the message is listed among its properties.</summary>
internal sealed class ErrorObject(ScriptErrorKind kind, Value message) : ScriptObject
{
    private Value _message = message;

    public ScriptErrorKind Kind => kind;

    public override Family Family => Family.Error;

    public override string ClassName => "Error";

    public static string NameOf(ScriptErrorKind kind) => kind == ScriptErrorKind.UriError ? "URIError" : kind.ToString();

    public override bool TryGet(string name, out Value value)
    {
        if (base.TryGet(name, out value)) return true;
        if (name == "message") value = _message.IsUndefined ? Value.Of("") : _message;
        else if (name == "name") value = Value.Of(NameOf(kind));
        return name is "message" or "name";
    }

    public override void Keep(Func<Value, Value> kept)
    {
        base.Keep(kept);
        _message = kept(_message);
    }

    public override void Set(Machine machine, string name, Value value)
    {
        if (name == "message") _message = value;
        else base.Set(machine, name, value);
    }
}
