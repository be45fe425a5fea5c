using System.Buffers;
using DataMigration.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DataMigration.Configuration.Syntax;

/// <summary>
/// Parser events → syntax tree, without recursion and with a limit on depth, so that no text can exhaust the stack, the memory or the
/// reader's patience. What YAML has beyond plain data (anchors, tags, merge keys, complex keys) is refused by name.
/// </summary>
internal sealed class YamlTreeReader
{
    public const int MaxDepth = 64;

    private static readonly SearchValues<char> TagEnds = SearchValues.Create(" \t\r\n,]}");

    private readonly SourceText _source;
    private readonly DiagnosticBag _diagnostics;
    private readonly Stack<Frame> _open = [];
    private YamlNode? _root;
    private int _documents;
    private int _last;

    private YamlTreeReader(SourceText source, DiagnosticBag diagnostics) => (_source, _diagnostics) = (source, diagnostics);

    /// <summary>The first document's root, or null when the text is not YAML to the end (reported).</summary>
    public static YamlNode? Read(SourceText source, DiagnosticBag diagnostics) => new YamlTreeReader(source, diagnostics).Read();

    private YamlNode? Read()
    {
        try
        {
            var parser = new Parser(new StringReader(_source.Text));
            while (parser.MoveNext())
                if (!Take(parser.Current!)) return null;
        }
        catch (YamlException e)
        {
            _diagnostics.Add(YamlExplanations.Explain(_source, e.Message, Offset(e.Start), Offset(e.End), _last, Unclosed));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or NullReferenceException)
        {
            // The scanner breaks on some texts instead of saying what is wrong; the place is the last one it understood.
            _diagnostics.Add(YamlExplanations.Explain(_source, "", _last, _last + 1, _last, Unclosed));
            return null;
        }
        if (_root is null) _diagnostics.Add(ConfigurationMessages.EmptyFile, _source.Span(0, 1));
        return _root;
    }

    private YamlNode? Unclosed => _open.TryPeek(out var frame) && frame.IsFlow ? frame.Node : null;

    /// <returns>False when reading on makes no sense.</returns>
    private bool Take(ParsingEvent e)
    {
        switch (e)
        {
            case DocumentStart:
                if (++_documents == 1) return true;
                _diagnostics.Add(ConfigurationMessages.SeveralDocuments, _source.Span(Offset(e.Start), Math.Max(Offset(e.End), Offset(e.Start) + 3)));
                return false;
            case AnchorAlias alias:
                _diagnostics.Add(ConfigurationMessages.Anchor, Span(e), "*" + alias.Value);
                Complete(new YamlScalar(_source, Offset(e.Start), Offset(e.End), "", YamlStyle.Plain) { IsUnknown = true });
                break;
            case Scalar scalar:
                Complete(Node(scalar));
                break;
            case SequenceStart start:
                return Open(start, new YamlSequence(_source, Offset(start.Start), start.Style == SequenceStyle.Flow), start.Style == SequenceStyle.Flow);
            case MappingStart start:
                return Open(start, new YamlMapping(_source, Offset(start.Start), start.Style == MappingStyle.Flow), start.Style == MappingStyle.Flow);
            case SequenceEnd or MappingEnd:
                Close(e);
                break;
        }
        _last = Math.Max(_last, Offset(e.End));
        return true;
    }

    private YamlScalar Node(Scalar scalar)
    {
        bool refused = RefuseProperties(scalar);
        int start = Offset(scalar.Start), end = Offset(scalar.End);
        // A value left out has no place of its own: it is right behind what stands before it.
        if (scalar.Value.Length == 0 && start == end) start = end = _last;
        return new YamlScalar(_source, start, end, scalar.Value, scalar.Style switch
        {
            ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted => YamlStyle.Quoted,
            ScalarStyle.Literal => YamlStyle.Literal,
            ScalarStyle.Folded => YamlStyle.Folded,
            _ => YamlStyle.Plain,
        })
        { IsUnknown = refused };
    }

    private bool Open(NodeEvent e, YamlNode node, bool isFlow)
    {
        RefuseProperties(e);
        if (_open.Count == MaxDepth)
        {
            _diagnostics.Add(ConfigurationMessages.TooDeep, _source.Span(node.Start, node.Start + 1), MaxDepth);
            return false;
        }
        _open.Push(new Frame(node, isFlow));
        _last = Math.Max(_last, Offset(e.End));
        return true;
    }

    private void Close(ParsingEvent e)
    {
        var frame = _open.Pop();
        // The end of a block is where the next token starts, which says nothing: it ends with its last entry.
        frame.Node.End = frame.IsFlow ? Offset(e.Start) + 1 : Math.Max(_last, frame.Node.Start + 1);
        Complete(frame.Node);
    }

    private void Complete(YamlNode node)
    {
        if (!_open.TryPeek(out var frame)) _root = node;
        else if (frame.Node is YamlSequence sequence) sequence.Items.Add(node);
        else if (!frame.ExpectsValue) TakeKey(frame, node);
        else
        {
            if (frame.Key is { } key) ((YamlMapping)frame.Node).Add(new YamlEntry(key, node));
            frame.Key = null;
            frame.ExpectsValue = false;
        }
    }

    /// <summary>Remembers a key; one that cannot be used is reported here, and its value then belongs nowhere.</summary>
    private void TakeKey(Frame frame, YamlNode node)
    {
        var mapping = (YamlMapping)frame.Node;
        frame.ExpectsValue = true;
        if (node is not YamlScalar key)
        {
            _diagnostics.Add(ConfigurationMessages.ComplexKey, node.Span);
            mapping.IsUnknown = true;
        }
        else if (key.IsUnknown)
            mapping.IsUnknown = true;
        else if (key is { Text: "<<", Style: YamlStyle.Plain })
        {
            _diagnostics.Add(ConfigurationMessages.MergeKey, key.Span);
            mapping.IsUnknown = true;
        }
        else if (mapping.Find(key.Text) is { } first)
        {
            var place = first.Key.Span;
            _diagnostics.Add(ConfigurationMessages.DuplicateKey, key.Span, key.Text, place.Line, place.Column);
        }
        else frame.Key = key;
    }

    private bool RefuseProperties(NodeEvent e)
    {
        if (!e.Anchor.IsEmpty) _diagnostics.Add(ConfigurationMessages.Anchor, _source.Span(Offset(e.Start), Offset(e.Start) + e.Anchor.Value.Length + 1), "&" + e.Anchor.Value);
        else if (!e.Tag.IsEmpty) RefuseTag(Offset(e.Start));
        return !e.Anchor.IsEmpty || !e.Tag.IsEmpty;
    }

    /// <summary>As the author wrote it, not as YAML resolves it.</summary>
    private void RefuseTag(int start)
    {
        var text = _source.Text.AsSpan(start);
        int end = text.IndexOfAny(TagEnds);
        string tag = text[..(end < 0 ? text.Length : end)].ToString();
        _diagnostics.Add(ConfigurationMessages.Tag, _source.Span(start, start + tag.Length), tag);
    }

    private SourceSpan Span(ParsingEvent e) => _source.Span(Offset(e.Start), Offset(e.End));

    private int Offset(Mark mark) => (int)Math.Min(mark.Index, _source.Text.Length);

    private sealed class Frame(YamlNode node, bool isFlow)
    {
        public YamlNode Node { get; } = node;

        public bool IsFlow { get; } = isFlow;

        /// <summary>The key whose value comes next; null for a key that was refused.</summary>
        public YamlScalar? Key { get; set; }

        public bool ExpectsValue { get; set; }
    }
}
