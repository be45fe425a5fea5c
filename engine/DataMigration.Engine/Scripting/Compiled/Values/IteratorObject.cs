using DataMigration.Scripting.Compiled.Language;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>What <c>keys()</c>, <c>entries()</c> and <c>matchAll()</c> return: values that come one by one, once.</summary>
/// <param name="kind">What it goes through, as <c>toString</c> says it: <c>Map</c>.</param>
internal sealed class IteratorObject(string kind, IEnumerable<Value> values) : ScriptObject
{
    private readonly IEnumerator<Value> _values = values.GetEnumerator();

    public override Family Family => Family.Iterator;

    public override string ClassName => kind + " Iterator";

    /// <summary>The next value; false at the end.</summary>
    public bool TryNext(out Value value)
    {
        bool isThere = _values.MoveNext();
        value = isThere ? _values.Current : Value.Undefined;
        return isThere;
    }

    /// <summary>What has not come yet, as far as it is asked for.</summary>
    public IEnumerable<Value> Rest()
    {
        while (TryNext(out var value)) yield return value;
    }
}
