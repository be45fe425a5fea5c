using System.Text;
using DataMigration.Data;

namespace DataMigration.Connectors.Json;

/// <summary>A field and where its value lies.</summary>
/// <param name="Field">Name and type.</param>
/// <param name="IsKey">Whether a key of the record itself has this name.</param>
/// <param name="IsPath">Whether the name is a path into nested objects.</param>
internal sealed record JsonField(Field Field, bool IsKey, bool IsPath)
{
    /// <summary>A field that only its name is known of.</summary>
    public static JsonField Of(Field field) => new(field, true, Path(field.Name) is not null);

    /// <summary>The keys on the way, or null when the name is no path.</summary>
    public static string[]? Path(string name)
    {
        string[] keys = name.Split('.');
        return keys.Length > 1 && keys.All(k => k.Length > 0) ? keys : null;
    }

    /// <summary>The tree that leads a reader to the fields; each has its own, because it learns.</summary>
    public static JsonNode Tree(IReadOnlyList<JsonField> fields)
    {
        var root = new JsonNode([]) { HasFields = true };
        for (int i = 0; i < fields.Count; i++)
        {
            if (fields[i].IsKey) Step(root, fields[i].Field.Name).Field = i;
            if (!fields[i].IsPath) continue;
            var node = root;
            foreach (string key in Path(fields[i].Field.Name)!)
            {
                node.HasFields = true;
                node = Step(node, key);
            }
            node.Field = i;
            node.Yields = fields[i].IsKey;
        }
        Close(root);
        return root;
    }

    private static JsonNode Step(JsonNode node, string key)
    {
        byte[] name = Encoding.UTF8.GetBytes(key);
        return node.Find(name) ?? node.Add(name);
    }

    private static void Close(JsonNode node, bool isKept = false)
    {
        isKept |= node.Field >= 0;
        node.IsClosed = node.HasFields && !isKept;
        foreach (var child in node.Children) Close(child, isKept);
    }
}
