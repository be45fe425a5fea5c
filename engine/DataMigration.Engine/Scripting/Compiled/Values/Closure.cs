namespace DataMigration.Scripting.Compiled.Values;

/// <summary>A function of a script with the variables around it.</summary>
/// <param name="self">Of an arrow function: what <c>this</c> means where it is written.</param>
internal sealed class Closure(FunctionCode code, Cell[] captures, Value self) : ScriptFunction
{
    public FunctionCode Code => code;

    public Cell[] Captures => captures;

    public override void Keep(Func<Value, Value> kept)
    {
        base.Keep(kept);
        foreach (var cell in captures)
        {
            cell.Value = kept(cell.Value);
            cell.IsFrozen = true;
        }
    }

    public override Value Call(Machine machine, Value self1, ReadOnlySpan<Value> arguments)
    {
        var frame = machine.Enter(code, captures, code.IsArrow ? self : self1);
        frame.Function = this;
        code.Take(frame, arguments);
        return code.Run(frame);
    }

    public override bool TryGet(string name, out Value value)
    {
        if (base.TryGet(name, out value)) return true;
        if (name == "length") value = Value.Of((double)code.Length);
        else if (name == "name") value = Value.Of(code.Name);
        return name is "length" or "name";
    }
}
