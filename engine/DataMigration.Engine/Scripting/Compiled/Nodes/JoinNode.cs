using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>Texts one behind the other: <c>a + b + c</c> from the first text on, or a template literal.</summary>
/// <param name="isOpen">Whether more may be appended: a sum, not in parentheses of its own.</param>
/// <param name="isTemplate">Whether objects are asked for their text, as templates do, and not for their value.</param>
internal sealed class JoinNode(Node[] parts, bool isOpen, bool isTemplate) : Node(Kinds.Text)
{
    public bool IsOpen => isOpen;

    public JoinNode With(Node part) => new([.. parts, part], true, isTemplate);

    public override Value Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        int start = machine.Push(parts.Length);
        long length = 0;
        bool ascii = true;
        for (int i = 0; i < parts.Length; i++)
        {
            var value = parts[i].Evaluate(frame);
            if (i == 1 && !isTemplate) length += Settle(machine, start, value, ref ascii);
            if (i == 0 && !isTemplate)
            {
                // The first two are converted together, when both have been evaluated.
                machine.Stack[start] = value;
                if (parts.Length > 1) continue;
            }
            var text = value.IsText ? value.Text : Coercion.ToText(machine, isTemplate ? value : Coercion.ToPrimitive(machine, value));
            machine.Stack[start + i] = Value.Of(text);
            ascii &= text.IsAscii;
            length += text.Length;
        }
        machine.Budget.CheckLength(length);
        var joined = ascii ? Bytes(machine, start, (int)length) : Chars(machine, start, (int)length);
        machine.Pop(start);
        return Value.Of(joined);
    }

    /// <summary>Converts the first part.</summary>
    private static int Settle(Machine machine, int start, Value second, ref bool ascii)
    {
        var first = machine.Stack[start];
        var text = first.IsText ? first.Text : Coercion.ToText(machine, Coercion.ToPrimitive(machine, first));
        machine.Stack[start] = Value.Of(text);
        ascii &= text.IsAscii;
        return text.Length;
    }

    private Text Bytes(Machine machine, int start, int length)
    {
        var room = machine.Arena.Reserve(length);
        int at = 0;
        foreach (ref readonly var value in machine.Stack.AsSpan(start, parts.Length))
        {
            var bytes = value.Text.Bytes;
            bytes.CopyTo(room[at..]);
            at += bytes.Length;
        }
        return machine.Arena.Take(length);
    }

    private string Chars(Machine machine, int start, int length)
    {
        machine.Budget.Charge(2L * length + 32);
        return string.Create(length, (machine, start, parts.Length), static (chars, made) =>
        {
            int at = 0;
            foreach (ref readonly var value in made.machine.Stack.AsSpan(made.start, made.Length))
            {
                var text = value.Text;
                text.CopyTo(chars[at..]);
                at += text.Length;
            }
        });
    }
}
