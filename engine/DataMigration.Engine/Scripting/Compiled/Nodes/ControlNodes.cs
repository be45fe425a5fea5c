using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

internal sealed class EmptyNode : StatementNode
{
    public static EmptyNode Instance { get; } = new();

    public override Completion Run(Frame frame) => Completion.Normal;
}

internal sealed class EvaluateNode(Node expression) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        expression.Evaluate(frame);
        return Completion.Normal;
    }
}

internal sealed class ReturnNode(Node? value) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        frame.Result = value is null ? Value.Undefined : value.Evaluate(frame);
        return Completion.Return;
    }
}

internal sealed class ThrowNode(Node value, Place at) : StatementNode
{
    public override Completion Run(Frame frame) => throw new ScriptThrow(value.Evaluate(frame), at);
}

internal sealed class BlockNode(StatementNode[] statements) : StatementNode
{
    public static StatementNode Of(IReadOnlyList<StatementNode> statements) => statements.Count == 1 ? statements[0] : new BlockNode([.. statements]);

    public override Completion Run(Frame frame)
    {
        foreach (var statement in statements)
            if (statement.Run(frame) is not Completion.Normal and var ended) return ended;
        return Completion.Normal;
    }
}

/// <summary>Gives the variables of a block their places: a cell of their own, or nothing in them yet.</summary>
internal sealed class DeclareNode(VariableNode variable, Value value) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        variable.Declare(frame, value);
        return Completion.Normal;
    }
}

/// <summary>A declaration with a value: <c>const x = …</c>, or a function of the block.</summary>
internal sealed class InitializeNode(VariableNode variable, Node value) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        variable.Set(frame, value.Evaluate(frame));
        return Completion.Normal;
    }
}

internal sealed class IfNode(Node test, StatementNode then, StatementNode? otherwise) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        if (test.Truth(frame)) return then.Run(frame);
        return otherwise is null ? Completion.Normal : otherwise.Run(frame);
    }
}

internal sealed class BreakNode(string? label) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        frame.Label = label;
        return Completion.Break;
    }
}

internal sealed class ContinueNode(string? label) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        frame.Label = label;
        return Completion.Continue;
    }
}

/// <summary>A statement with a label, where a <c>break</c> of that name ends.</summary>
internal sealed class LabelledNode(string label, StatementNode body) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        var ended = body.Run(frame);
        return ended == Completion.Break && frame.Label == label ? Completion.Normal : ended;
    }
}

/// <param name="tests">Null for <c>default</c>.</param>
/// <param name="starts">Where in <paramref name="statements"/> each case starts.</param>
internal sealed class SwitchNode(Node value, Node?[] tests, int[] starts, StatementNode[] statements) : StatementNode
{
    private readonly int _default = Array.IndexOf(tests, null);

    public override Completion Run(Frame frame)
    {
        var chosen = Find(frame, value.Evaluate(frame));
        if (chosen < 0) return Completion.Normal;
        for (int i = starts[chosen]; i < statements.Length; i++)
        {
            var ended = statements[i].Run(frame);
            if (ended == Completion.Normal) continue;
            return ended == Completion.Break && frame.Label is null ? Completion.Normal : ended;
        }
        return Completion.Normal;
    }

    private int Find(Frame frame, Value sought)
    {
        for (int i = 0; i < tests.Length; i++)
            if (tests[i] is { } test && Value.StrictEquals(sought, test.Evaluate(frame))) return i;
        return _default;
    }
}

internal sealed class TryNode(StatementNode body, VariableNode? variable, StatementNode? binding, StatementNode? handler, StatementNode? last) : StatementNode
{
    public override Completion Run(Frame frame)
    {
        if (last is null) return Guarded(frame);
        var depth = frame.Machine.Depth;
        Completion ended;
        try
        {
            ended = Guarded(frame);
        }
        catch (Exception e) when (frame.Machine.Catchable(e) is not null)
        {
            frame.Machine.Depth = depth;
            if (last.Run(frame) is not Completion.Normal and var instead) return instead;
            throw;
        }
        var (result, label) = (frame.Result, frame.Label);
        if (last.Run(frame) is not Completion.Normal and var other) return other;
        (frame.Result, frame.Label) = (result, label);
        return ended;
    }

    private Completion Guarded(Frame frame)
    {
        if (handler is null) return body.Run(frame);
        var depth = frame.Machine.Depth;
        ScriptThrow? thrown;
        try
        {
            return body.Run(frame);
        }
        catch (Exception e) when ((thrown = frame.Machine.Catchable(e)) is not null)
        {
            frame.Machine.Depth = depth;
        }
        variable?.Declare(frame, thrown.Value);
        binding?.Run(frame);
        return handler.Run(frame);
    }
}
