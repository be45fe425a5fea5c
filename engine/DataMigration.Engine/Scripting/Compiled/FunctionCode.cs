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

    /// <summary>Its statements, without a <c>return</c> at the end.</summary>
    public StatementNode? Body { get; set; }

    /// <summary>What it returns when it gets to its end; null for undefined.</summary>
    public Node? Value { get; set; }

    /// <summary>Whether it takes its arguments one by one, so that a caller may put them straight into its variables.</summary>
    public bool TakesPlainly => RestSlot < 0 && !UsesArguments;

    /// <summary>Whether it is an expression that needs no variables.</summary>
    public bool IsExpression => Body is null && Prologue is null && SlotCount == 0 && CellCount == 0 && TakesPlainly;

    /// <summary>Puts the arguments of a call into its variables.</summary>
    public void Take(Frame frame, ReadOnlySpan<Value> arguments)
    {
        var slots = frame.Slots;
        int given = Math.Min(arguments.Length, ParameterCount);
        for (int i = 0; i < given; i++) slots[i] = arguments[i];
        Clear(frame, given);
        if (RestSlot >= 0) slots[RestSlot] = Values.Value.Of(List(frame.Machine, arguments[given..]));
        if (UsesArguments) frame.Arguments = List(frame.Machine, arguments);
    }

    /// <summary>Makes its variables undefined, from the first that no argument was given for.</summary>
    public void Clear(Frame frame, int given)
    {
        for (int i = given; i < SlotCount; i++) frame.Slots[i] = Values.Value.Undefined;
    }

    /// <summary>Runs it in a frame that has its arguments, and gives the frame back.</summary>
    public Value Run(Frame frame)
    {
        Prologue?.Run(frame);
        var result = Body?.Run(frame) == Completion.Return ? frame.Result : Value is { } value ? value.Evaluate(frame) : Values.Value.Undefined;
        frame.Machine.Leave();
        return result;
    }

    private static ScriptArray List(Machine machine, ReadOnlySpan<Value> values)
    {
        var list = new ScriptArray(machine, values.Length);
        foreach (var value in values) list.Add(machine, value);
        return list;
    }
}
