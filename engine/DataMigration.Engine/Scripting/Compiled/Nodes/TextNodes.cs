using DataMigration.Functions;
using DataMigration.Scripting.Compiled.Language;
using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>Methods of texts that are called most, without a list of arguments. What turns out to be no text goes the general way.</summary>
internal static class TextNodes
{
    /// <summary>A shorter way for a call; null where there is none.</summary>
    public static Node? Of(CallMethodNode call, string name, ArgumentList arguments)
    {
        if (!arguments.IsPlain || MethodTables.Find(Family.Text, name) is not { } method) return null;
        if (arguments.Count == 0 && method.OfText is { } function) return new WholeTextNode(call, function);
        if (method.OfPart is { } part && arguments.Count is 1 or 2 && IsPlain(arguments[0]) && (arguments.Count == 1 || IsPlain(arguments[1])))
            return new PartOfTextNode(call, part, arguments[0], arguments.Count == 2 ? arguments[1] : null);
        if (name == "replace" && arguments is { Count: 2 } && arguments[0] is RegexNode regex && arguments[1].Kinds.IsOnly(Kinds.Text)) return new ReplaceNode(call, regex.Pattern, arguments[1]);
        return null;
    }

    /// <summary>A shorter way for one part of a text that is split; null where it is something else.</summary>
    public static Node? PartOf(IndexNode access) =>
        access is { Target: CallMethodNode { Name: "split", Arguments: { Count: 1, IsPlain: true } } split, Key: ConstantNode { Value: { IsNumber: true, Number: >= 0 and <= ScriptLimits.ListLength and var number } } }
            && number == (int)number && split.Arguments[0] is ConstantNode { Value: { IsText: true, Text: { IsAscii: true, Length: > 0 } separator } }
            ? new SplitPartNode(split, separator, (int)number, access) : null;

    // An object would be converted when all arguments have been evaluated, and undefined is none.
    private static bool IsPlain(Node argument) => !argument.Kinds.MayBe(Kinds.Object | Kinds.Undefined);
}

/// <summary>A method of a text without arguments: <c>text.trim()</c>.</summary>
internal sealed class WholeTextNode(CallMethodNode call, Func<Machine, Text, Text> function) : Node(call.Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        var self = call.Target.Evaluate(frame);
        return self.IsText ? Value.Of(function(frame.Machine, self.Text)) : call.On(frame, self);
    }
}

/// <summary>A piece of a text: <c>text.slice(start, end)</c>.</summary>
internal sealed class PartOfTextNode(CallMethodNode call, Func<int, double, double, Range> part, Node first, Node? second) : Node(call.Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        var self = call.Target.Evaluate(frame);
        if (!self.IsText) return call.On(frame, self);
        double start = first.Number(frame), end = second?.Number(frame) ?? double.PositiveInfinity;
        var text = self.Text;
        return Value.Of(text[part(text.Length, start, end)]);
    }
}

/// <summary><c>text.replace(/pattern/, replacement)</c> of a literal, which nobody else sees: no object is made of it.</summary>
internal sealed class ReplaceNode(CallMethodNode call, Library.Matching.ScriptPattern pattern, Node replacement) : Node(call.Kinds)
{
    public override Value Evaluate(Frame frame)
    {
        var self = call.Target.Evaluate(frame);
        if (!self.IsText) return call.On(frame, self);
        var by = replacement.Evaluate(frame).Text;
        frame.Machine.At = call.At;
        return TextRegexMethods.Replace(frame.Machine, self.Text, pattern, by);
    }
}

/// <summary><c>text.split(separator)[index]</c>: the one part, without the others.</summary>
internal sealed class SplitPartNode(CallMethodNode split, Text separator, int index, IndexNode general) : Node(Kinds.Any)
{
    public override Value Evaluate(Frame frame)
    {
        var self = split.Target.Evaluate(frame);
        // A text that may have too many parts fails as a whole.
        if (!self.IsText || self.Text is not { IsAscii: true, Length: <= ScriptLimits.ListLength } text) return general.Of(frame, split.On(frame, self));
        var part = SplitPart.Find(text.Bytes, separator.Bytes, index);
        return part.Start < 0 ? Value.Undefined : Value.Of(text.Slice(part.Start, part.Length));
    }
}
