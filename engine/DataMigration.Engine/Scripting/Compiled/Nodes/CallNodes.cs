using DataMigration.Scripting.Compiled.Language;
using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>The arguments of a call: evaluated from left to right onto the machine's stack.</summary>
internal sealed class ArgumentList(Node[] nodes, bool[]? spreads)
{
    public int Count => nodes.Length;

    public Node this[int index] => nodes[index];

    public bool IsPlain => spreads is null;

    /// <summary>Evaluates them into places of their own, those that there are places for.</summary>
    public void Evaluate(Frame frame, Value[] places, int count)
    {
        for (int i = 0; i < nodes.Length; i++)
        {
            var value = nodes[i].Evaluate(frame);
            if (i < count) places[i] = value;
        }
    }

    /// <summary>Evaluates them; <paramref name="start"/> is to be given back by <see cref="Machine.Pop"/>.</summary>
    public ReadOnlySpan<Value> Evaluate(Frame frame, out int start)
    {
        var machine = frame.Machine;
        start = machine.Push(nodes.Length);
        if (spreads is not null) return Spread(frame);
        for (int i = 0; i < nodes.Length; i++)
        {
            var value = nodes[i].Evaluate(frame);
            machine.Stack[start + i] = value;
        }
        return machine.Stack.AsSpan(start, nodes.Length);
    }

    private Value[] Spread(Frame frame)
    {
        var values = new List<Value>();
        for (int i = 0; i < nodes.Length; i++)
        {
            var value = nodes[i].Evaluate(frame);
            if (spreads![i]) values.AddRange(Iteration.Values(frame.Machine, value, "what follows '...'"));
            else values.Add(value);
        }
        frame.Machine.Budget.Charge(32L * values.Count);
        return [.. values];
    }
}

/// <summary>A call of a function of the script or its files, known when planned.</summary>
internal sealed class CallCodeNode(FunctionCode code, ArgumentList arguments, Place at) : Node(Kinds.Any)
{
    private readonly bool _isPlain = code.TakesPlainly && arguments.IsPlain;
    private readonly int _taken = Math.Min(code.ParameterCount, arguments.Count);

    public override Value Evaluate(Frame frame) => _isPlain ? Plainly(frame) : Generally(frame);

    // The callee has its frame before its arguments are evaluated, so that they go straight there; what they call takes deeper ones.
    private Value Plainly(Frame frame)
    {
        var machine = frame.Machine;
        machine.At = at;
        var callee = machine.Enter(code, [], Value.Undefined);
        arguments.Evaluate(frame, callee.Slots, _taken);
        code.Clear(callee, _taken);
        return code.Run(callee);
    }

    private Value Generally(Frame frame)
    {
        var machine = frame.Machine;
        var values = arguments.Evaluate(frame, out int start);
        machine.At = at;
        var callee = machine.Enter(code, [], Value.Undefined);
        code.Take(callee, values);
        machine.Pop(start);
        return code.Run(callee);
    }
}

/// <summary>A call of a function of the language that belongs to no value: <c>Math.max(…)</c>, <c>parseInt(…)</c>.</summary>
internal sealed class CallNativeNode(Method method, ArgumentList arguments, Place at) : Node(method.Result)
{
    public override Value Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        var values = arguments.Evaluate(frame, out int start);
        machine.At = at;
        var result = method.Call(machine, Value.Undefined, values);
        machine.Pop(start);
        return result;
    }
}

/// <summary>A function of one number: <c>Math.floor(x)</c>.</summary>
internal sealed class NumberFunctionNode(Func<double, double> function, Node argument) : NumberNode
{
    public override double Number(Frame frame) => function(argument.Number(frame));
}

/// <summary>A call of a function that is a value.</summary>
internal sealed class CallValueNode(Node callee, ArgumentList arguments, string path, bool isOptional, bool inChain, Place at) : Node(Kinds.Any)
{
    public override Value Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        var called = callee.Evaluate(frame);
        if (called.IsNullish && (isOptional || (inChain && called.IsMissing))) return Value.Missing;
        var values = arguments.Evaluate(frame, out int start);
        machine.At = at;
        var function = called.As<ScriptFunction>() ?? throw machine.TypeError($"{path} is not a function");
        var result = function.Call(machine, Value.Undefined, values);
        machine.Pop(start);
        return result;
    }
}

/// <summary>A call of a method: of the language's by the kind of value that it turns out to be called on, or of an object's own.</summary>
internal sealed class CallMethodNode(Node target, string name, ArgumentList arguments, string path, bool isOptional, bool isOptionalCall, bool inChain, Place at) : Node(ResultOf(target, name))
{
    private readonly Method?[] _methods = MethodTables.FindAll(name);

    public string Name => name;

    public Node Target => target;

    public ArgumentList Arguments => arguments;

    public Place At => at;

    public override Value Evaluate(Frame frame) => On(frame, target.Evaluate(frame));

    /// <summary>Calls it on a value.</summary>
    public Value On(Frame frame, Value self)
    {
        var machine = frame.Machine;
        if (self.IsNullish)
        {
            if (isOptional || (inChain && self.IsMissing)) return Value.Missing;
            machine.ThrowTypeError(at, $"cannot read '{name}' of {path}, which is null or undefined");
        }
        if (self.IsObject && self.Object.TryGet(name, out var own)) return CallOwn(frame, self, own);
        if (_methods[(int)MethodTables.Of(self)] is not { } method) return isOptionalCall ? Value.Missing : throw Unknown(frame, self);
        var values = arguments.Evaluate(frame, out int start);
        machine.At = at;
        var result = method.Call(machine, self, values);
        machine.Pop(start);
        return result;
    }

    /// <summary>What a method returns is known where the kind of its value is.</summary>
    private static Kinds ResultOf(Node target, string name) =>
        target.Kinds.IsOnly(Kinds.Text | Kinds.Nullish) && MethodTables.Find(Family.Text, name) is { } method ? method.Result : Kinds.Any;

    private Value CallOwn(Frame frame, Value self, Value own)
    {
        if (own.IsNullish && isOptionalCall) return Value.Missing;
        var values = arguments.Evaluate(frame, out int start);
        frame.Machine.At = at;
        var function = own.As<ScriptFunction>() ?? throw frame.Machine.TypeError($"{path}.{name} is not a function");
        var result = function.Call(frame.Machine, self, values);
        frame.Machine.Pop(start);
        return result;
    }

    private ScriptThrow Unknown(Frame frame, Value self)
    {
        // That it is no function counts when it is called, which is after its arguments.
        arguments.Evaluate(frame, out int start);
        frame.Machine.Pop(start);
        frame.Machine.At = at;
        return frame.Machine.TypeError($"{MethodTables.Of(self)} has no method '{name}'");
    }
}

/// <summary>The same with a name that is computed: <c>o[name](…)</c>.</summary>
internal sealed class CallKeyedNode(IndexNode member, ArgumentList arguments, string path, Place at) : Node(Kinds.Any)
{
    public override Value Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        var self = member.Target.Evaluate(frame);
        var function = member.Of(frame, self);
        // The chain has ended.
        if (self.IsNullish) return function;
        var values = arguments.Evaluate(frame, out int start);
        machine.At = at;
        var result = (function.As<ScriptFunction>() ?? throw machine.TypeError($"{path}[…] is not a function")).Call(machine, self, values);
        machine.Pop(start);
        return result;
    }
}
