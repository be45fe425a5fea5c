using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>What all loops share: each turn is paid for, and a jump is told whether it is for this loop.</summary>
/// <param name="labels">The names by which a <c>continue</c> may mean it.</param>
/// <param name="cost">Statements of a turn.</param>
internal abstract class LoopNode(StatementNode body, string[] labels, int cost, Place at) : StatementNode
{
    /// <summary>Runs the body once. False when the loop has ended, as <paramref name="ended"/> says.</summary>
    protected bool Turn(Frame frame, out Completion ended)
    {
        frame.Machine.At = at;
        frame.Machine.Budget.Spend(cost);
        ended = body.Run(frame);
        if (ended == Completion.Normal) return true;
        bool isMine = frame.Label is null || Array.IndexOf(labels, frame.Label) >= 0;
        if (ended == Completion.Continue && isMine)
        {
            ended = Completion.Normal;
            return true;
        }
        if (ended == Completion.Break && frame.Label is null) ended = Completion.Normal;
        return false;
    }
}

/// <param name="renewed">Variables of which each turn has its own.</param>
internal sealed class ForNode(StatementNode? start, Node? test, Node? step, StatementNode body, VariableNode[] renewed, string[] labels, int cost, Place at) : LoopNode(body, labels, cost, at)
{
    public override Completion Run(Frame frame)
    {
        start?.Run(frame);
        while (test is null || test.Truth(frame))
        {
            if (!Turn(frame, out var ended)) return ended;
            foreach (var variable in renewed) variable.Renew(frame);
            step?.Evaluate(frame);
        }
        return Completion.Normal;
    }
}

internal sealed class WhileNode(Node test, StatementNode body, bool testsFirst, string[] labels, int cost, Place at) : LoopNode(body, labels, cost, at)
{
    public override Completion Run(Frame frame)
    {
        if (testsFirst && !test.Truth(frame)) return Completion.Normal;
        do
        {
            if (!Turn(frame, out var ended)) return ended;
        }
        while (test.Truth(frame));
        return Completion.Normal;
    }
}

/// <summary><c>for (… of …)</c> over an array or a text, or <c>for (… in …)</c> over the names of an object.</summary>
/// <param name="take">Gives the loop's variables the next value, which it finds in <paramref name="item"/>.</param>
internal sealed class ForEachNode(Node source, bool isIn, VariableNode item, StatementNode take, StatementNode body, string[] labels, int cost, Place at, string path) : LoopNode(body, labels, cost, at)
{
    private readonly Place _at = at;

    public override Completion Run(Frame frame)
    {
        var value = source.Evaluate(frame);
        frame.Machine.At = _at;
        if (isIn) return Each(frame, Iteration.Names(frame.Machine, value));
        if (value.As<ScriptArray>() is { } list) return Elements(frame, list);
        return Each(frame, Iteration.Values(frame.Machine, value, path));
    }

    private Completion Elements(Frame frame, ScriptArray list)
    {
        // Elements that the body adds are visited too.
        for (int i = 0; i < list.Count; i++)
            if (!One(frame, list[i], out var ended)) return ended;
        return Completion.Normal;
    }

    private Completion Each(Frame frame, IEnumerable<Value> values)
    {
        foreach (var value in values)
            if (!One(frame, value, out var ended)) return ended;
        return Completion.Normal;
    }

    private bool One(Frame frame, Value value, out Completion ended)
    {
        item.Declare(frame, value);
        take.Run(frame);
        return Turn(frame, out ended);
    }
}
