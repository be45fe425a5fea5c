namespace DataMigration.Scripting.Compiled.Values;

/// <summary>The row as an object that cannot be changed; its fields are read when they are asked for.</summary>
internal sealed class RowValue(RowShape shape, Frame frame) : ScriptObject
{
    public RowShape Shape => shape;

    public override IEnumerable<string> Names => shape.Names;

    public override bool TryGet(string name, out Value value)
    {
        var field = shape.Find(name);
        value = field?.Evaluate(frame) ?? Value.Undefined;
        return field is not null;
    }

    public override void Set(Machine machine, string name, Value value) => throw Refusal(machine, name);

    public override void Delete(Machine machine, string name) => throw Refusal(machine, name);

    private static ScriptThrow Refusal(Machine machine, string name) => machine.TypeError($"row.{name} cannot be changed: the row is read-only");
}
