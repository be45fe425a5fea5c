using DataMigration.Scripting.Compiled.Values;

namespace DataMigration.Scripting.Compiled;

/// <summary>What the script files made belongs to all rows: nothing of it may change any more, and its texts leave the arena.</summary>
internal static class Freezing
{
    public static void Freeze(Value[] globals)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var waiting = new Stack<ScriptObject>();
        for (int i = 0; i < globals.Length; i++) globals[i] = Kept(globals[i], seen, waiting);
        while (waiting.TryPop(out var instance))
        {
            instance.Keep(v => Kept(v, seen, waiting));
            instance.IsFrozen = true;
        }
    }

    private static Value Kept(Value value, HashSet<object> seen, Stack<ScriptObject> waiting)
    {
        if (value.IsObject && seen.Add(value.Object)) waiting.Push(value.Object);
        return value.IsText ? Value.Of(Text.Constant(value.Text.ToString())) : value;
    }
}
