using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library.Matching;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>A regular expression literal: an object of its own each time.</summary>
internal sealed class RegexNode(ScriptPattern pattern) : Node(Kinds.Object)
{
    public ScriptPattern Pattern => pattern;

    public override Value Evaluate(Frame frame)
    {
        frame.Machine.Budget.Charge(64);
        return Value.Of(new RegexObject(pattern));
    }
}

/// <summary><c>/pattern/.test(text)</c> of a literal without state.</summary>
internal sealed class TestNode(ScriptPattern pattern, Node operand, Place at) : TruthNode
{
    public override bool Truth(Frame frame)
    {
        var value = operand.Evaluate(frame);
        frame.Machine.At = at;
        var text = value.IsText ? value.Text : Coercion.ToText(frame.Machine, value);
        return text.IsAscii ? pattern.IsMatch(text.Bytes) : pattern.IsMatch(text.Chars);
    }
}
