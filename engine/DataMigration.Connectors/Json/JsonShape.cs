using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DataMigration.Data;

namespace DataMigration.Connectors.Json;

/// <summary>One step of writing a row.</summary>
/// <param name="Field">The field whose value follows, or -1 where an object opens or closes.</param>
/// <param name="Text">What is written before the value, or to open or close.</param>
/// <param name="Opens">Whether an object opens.</param>
internal readonly record struct ShapeStep(int Field, byte[] Text, bool Opens);

/// <summary>How the fields of a row stand in its object: worked out once, written for every row.</summary>
internal sealed class JsonShape
{
    private readonly List<ShapeStep> _steps = [];
    private readonly int _indent;

    private JsonShape(int indent) => _indent = indent;

    public IReadOnlyList<ShapeStep> Steps => _steps;

    /// <summary>The shape of a schema; null when a field would lie inside another one.</summary>
    /// <param name="nest">Whether dots make objects.</param>
    /// <param name="indent">Blanks a level, or 0.</param>
    /// <param name="clash">The two names then, the inner one first.</param>
    public static JsonShape? Of(RecordSchema schema, bool nest, int indent, out (string Inner, string Outer) clash)
    {
        var root = new Node("");
        clash = default;
        for (int i = 0; i < schema.Count; i++)
        {
            string name = schema[i].Name;
            var node = root;
            foreach (string key in nest ? JsonField.Path(name) ?? [name] : [name])
            {
                node = node.Child(key);
                if (node.Field < 0) continue;
                clash = (name, schema[node.Field].Name);
                return null;
            }
            if (node.Children.Count > 0)
            {
                clash = (FirstInside(node, schema), name);
                return null;
            }
            node.Field = i;
        }
        var shape = new JsonShape(indent);
        shape.Write(root, 2);
        return shape;
    }

    private static string FirstInside(Node node, RecordSchema schema) => node.Field >= 0 ? schema[node.Field].Name : FirstInside(node.Children[0], schema);

    private void Write(Node node, int level)
    {
        foreach (var child in node.Children)
        {
            // The comma goes where nothing stands before it in its object.
            string key = $",{Break(level)}\"{JsonEncodedText.Encode(child.Key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\":{(_indent > 0 ? " " : "")}";
            if (child.Field >= 0)
            {
                _steps.Add(new ShapeStep(child.Field, Encoding.UTF8.GetBytes(key), false));
                continue;
            }
            _steps.Add(new ShapeStep(-1, Encoding.UTF8.GetBytes(key + "{"), true));
            Write(child, level + 1);
            _steps.Add(new ShapeStep(-1, Encoding.UTF8.GetBytes(Break(level) + "}"), false));
        }
    }

    private string Break(int level) => _indent == 0 ? "" : "\n" + new string(' ', level * _indent);

    private sealed class Node(string key)
    {
        public string Key => key;

        public int Field { get; set; } = -1;

        public List<Node> Children { get; } = [];

        public Node Child(string name)
        {
            var child = Children.Find(c => c.Key == name);
            if (child is null) Children.Add(child = new Node(name));
            return child;
        }
    }
}
