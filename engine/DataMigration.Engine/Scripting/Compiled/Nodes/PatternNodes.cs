using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>A value, or another where it is undefined.</summary>
internal sealed class DefaultNode(Node value, Node otherwise) : Node((value.Kinds & ~Kinds.Undefined) | otherwise.Kinds)
{
    public override Value Evaluate(Frame frame) => value.Evaluate(frame) is { IsUndefined: false } given ? given : otherwise.Evaluate(frame);
}

/// <summary>A variable that begins with its value: a parameter, or the error of a <c>catch</c>.</summary>
internal sealed class DeclareValueNode(VariableNode variable, Node value) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        variable.Declare(frame, value.Evaluate(frame));
        return Completion.Normal;
    }
}

/// <summary>Evaluates what an array pattern takes apart.</summary>
/// <param name="most">How many elements it takes.</param>
internal sealed class TakeListNode(Node value, HeldNode held, int most, Place at) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        var taken = value.Evaluate(frame);
        frame.Machine.At = at;
        if (taken.As<ScriptArray>() is null) taken = Value.Of(Language.ArrayMethods.Of(frame.Machine, Iteration.Values(frame.Machine, taken, "what is taken apart").Take(most)));
        held.Hold(frame, taken);
        return Completion.Normal;
    }
}

/// <summary>Evaluates what an object pattern takes apart.</summary>
internal sealed class TakeObjectNode(Node value, HeldNode held, Place at) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        var taken = value.Evaluate(frame);
        if (taken.IsNullish) frame.Machine.ThrowTypeError(at, "cannot take null or undefined apart");
        held.Hold(frame, taken);
        return Completion.Normal;
    }
}

internal sealed class ElementNode(HeldNode list, int index) : Node(Kinds.Any)
{
    public override Value Evaluate(Frame frame) => list.Evaluate(frame).As<ScriptArray>()![index];
}

/// <summary><c>...rest</c> of an array pattern.</summary>
internal sealed class RestNode(HeldNode list, int start) : Node(Kinds.Object)
{
    public override Value Evaluate(Frame frame)
    {
        var from = list.Evaluate(frame).As<ScriptArray>()!;
        var rest = new ScriptArray(frame.Machine, Math.Max(0, from.Count - start));
        for (int i = start; i < from.Count; i++) rest.Add(frame.Machine, from[i]);
        return Value.Of(rest);
    }
}

/// <summary><c>...rest</c> of an object pattern.</summary>
internal sealed class OtherPropertiesNode(HeldNode from, string[] except) : Node(Kinds.Object)
{
    public override Value Evaluate(Frame frame)
    {
        var made = new ScriptObject();
        ObjectNode.Copy(frame.Machine, from.Evaluate(frame), made, except);
        return Value.Of(made);
    }
}

/// <summary>The function that is running, by its own name.</summary>
internal sealed class SelfNode() : Node(Kinds.Object)
{
    public override Value Evaluate(Frame frame) => Value.Of(frame.Function!);
}

/// <summary><c>[a, b] = value</c> as an expression.</summary>
internal sealed class PatternAssignNode(Node value, HeldNode held, StatementNode bind) : Node(value.Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        var result = value.Evaluate(frame);
        held.Hold(frame, result);
        bind.Run(frame);
        return result;
    }
}
