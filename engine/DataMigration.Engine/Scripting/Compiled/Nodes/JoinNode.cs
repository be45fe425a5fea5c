using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>Texts one behind the other: <c>a + b + c</c> from the first text on, or a template literal.</summary>
internal sealed class JoinNode : Node
{
    private readonly IReadOnlyList<Node> _all;
    private readonly bool _isTemplate;

    // What is evaluated, and the constant text before each of them and behind the last.
    private readonly Node[] _parts;
    private readonly Text[] _constants;
    private readonly int _constantLength;
    private readonly bool _constantsAreAscii;

    // The first two operands of a sum are converted together, when both have been evaluated.
    private readonly bool _firstWaits;

    /// <param name="isOpen">Whether more may be appended: a sum, not in parentheses of its own.</param>
    /// <param name="isTemplate">Whether objects are asked for their text, as templates do, and not for their value.</param>
    public JoinNode(IReadOnlyList<Node> all, bool isOpen, bool isTemplate) : base(Kinds.Text)
    {
        (_all, IsOpen, _isTemplate) = (all, isOpen, isTemplate);
        var constants = new List<string> { "" };
        foreach (var part in all)
        {
            if (part is ConstantNode { Value.IsObject: false } constant) constants[^1] += constant.Value;
            else constants.Add("");
        }
        _parts = [.. all.Where(p => p is not ConstantNode { Value.IsObject: false })];
        _constants = [.. constants.Select(ShortText.Padded)];
        _constantLength = constants.Sum(c => c.Length);
        _constantsAreAscii = _constants.All(c => c.IsAscii);
        _firstWaits = !isTemplate && all.Count > 1 && all[0].Kinds.MayBe(Kinds.Object) && all[1] is not ConstantNode;
    }

    public bool IsOpen { get; }

    public JoinNode With(Node part) => new([.. _all, part], true, _isTemplate);

    public override Value Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        int start = machine.Push(_parts.Length);
        long length = _constantLength;
        bool isAscii = _constantsAreAscii;
        for (int i = 0; i < _parts.Length; i++)
        {
            var value = _parts[i].Evaluate(frame);
            if (i == 0 && _firstWaits)
            {
                machine.Stack[start] = value;
                continue;
            }
            if (i == 1 && _firstWaits) length += Settle(machine, start, machine.Stack[start], ref isAscii);
            length += Settle(machine, start + i, value, ref isAscii);
        }
        machine.Budget.CheckLength(length);
        var joined = isAscii ? Bytes(machine, start, (int)length) : Chars(machine, start, (int)length);
        machine.Pop(start);
        return Value.Of(joined);
    }

    /// <summary>Keeps a part's text, and tells its length.</summary>
    private int Settle(Machine machine, int at, Value value, ref bool isAscii)
    {
        if (!value.IsText) value = Value.Of(Coercion.ToText(machine, _isTemplate ? value : Coercion.ToPrimitive(machine, value)));
        machine.Stack[at] = value;
        isAscii &= value.Text.IsAscii;
        return value.Text.Length;
    }

    private Text Bytes(Machine machine, int start, int length)
    {
        var room = machine.Arena.Reserve(length + ShortText.Length);
        for (int i = 0; i < _parts.Length; i++)
        {
            room = ShortText.Put(room, _constants[i]);
            room = ShortText.Put(room, machine.Stack[start + i].Text);
        }
        ShortText.Put(room, _constants[^1]);
        return machine.Arena.Take(length);
    }

    private string Chars(Machine machine, int start, int length)
    {
        machine.Budget.Charge(2L * length + 32);
        return string.Create(length, (this, machine, start), static (chars, made) =>
        {
            var (join, machine, start) = made;
            for (int i = 0; i < join._parts.Length; i++)
            {
                chars = After(chars, join._constants[i]);
                chars = After(chars, machine.Stack[start + i].Text);
            }
            After(chars, join._constants[^1]);
        });
    }

    private static Span<char> After(Span<char> room, Text text)
    {
        text.CopyTo(room);
        return room[text.Length..];
    }
}
