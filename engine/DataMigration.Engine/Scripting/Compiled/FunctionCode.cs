using DataMigration.Scripting.Compiled.Nodes;
using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled;

/// <summary>A compiled function. Immutable once its body is set, shared by all workers.</summary>
internal sealed class FunctionCode
{
    public string Name { get; init; } = "";

    public bool IsArrow { get; init; }

    /// <summary>Parameters before the first with a default: what <c>f.length</c> says.</summary>
    public int Length { get; init; }

    /// <summary>Arguments that are taken, into the first variables.</summary>
    public int ParameterCount { get; init; }

    /// <summary>Where the rest of the arguments goes as an array, or -1.</summary>
    public int RestSlot { get; init; } = -1;

    public bool UsesArguments { get; init; }

    public int SlotCount { get; set; }

    public int CellCount { get; set; }

    /// <summary>What entering it takes from the budget.</summary>
    public int Cost { get; set; } = 1;

    /// <summary>What it does before its body: parameters that are more than names, functions that it declares.</summary>
    public StatementNode? Prologue { get; set; }

    /// <summary>Its body, when it is a single <c>return</c>.</summary>
    public Node? Value { get; set; }

    /// <summary>Its body otherwise.</summary>
    public StatementNode? Body { get; set; }

    public Kinds Kinds => Value?.Kinds ?? Kinds.Any;

    /// <summary>Puts the arguments of a call into its variables.</summary>
    public void Take(Frame frame, ReadOnlySpan<Value> arguments)
    {
        var slots = frame.Slots;
        int given = Math.Min(arguments.Length, ParameterCount);
        if (SlotCount > 0)
        {
            arguments[..given].CopyTo(slots);
            slots.AsSpan(given, SlotCount - given).Fill(Values.Value.Undefined);
        }
        if (RestSlot >= 0) slots[RestSlot] = Values.Value.Of(List(frame.Machine, arguments[given..]));
        if (UsesArguments) frame.Arguments = List(frame.Machine, arguments);
    }

    /// <summary>Runs it in a frame that has its arguments, and gives the frame back.</summary>
    public Value Run(Frame frame)
    {
        Prologue?.Run(frame);
        if (Value is { } value)
        {
            var result = value.Evaluate(frame);
            frame.Machine.Leave();
            return result;
        }
        bool returned = Body!.Run(frame) == Completion.Return;
        frame.Machine.Leave();
        return returned ? frame.Result : Values.Value.Undefined;
    }

    private static ScriptArray List(Machine machine, ReadOnlySpan<Value> values)
    {
        var list = new ScriptArray(machine, values.Length);
        foreach (var value in values) list.Add(machine, value);
        return list;
    }
}
