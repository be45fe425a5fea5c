using DataMigration.Scripting.Compiled.Language;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>A <c>Map</c>, or a <c>Set</c>, which is one of values to themselves; in the order in which keys were added.</summary>
internal sealed class Collection(Family family) : ScriptObject
{
    private readonly OrderedDictionary<Key, Value> _entries = [];

    public override Family Family => family;

    public override string ClassName => family.ToString();

    public IEnumerable<Value> Keys => _entries.Keys.Select(k => k.Value);

    public IEnumerable<Value> Values => _entries.Values;

    public IEnumerable<Value> Entries(Machine machine) => _entries.Select(e => Value.Of(ArrayMethods.Of(machine, [e.Key.Value, e.Value])));

    public Value Get(Value key) => _entries.TryGetValue(new Key(key), out var value) ? value : Value.Undefined;

    public bool Has(Value key) => _entries.ContainsKey(new Key(key));

    public void Put(Machine machine, Value key, Value value)
    {
        CheckChange(machine, family.ToString());
        machine.Budget.Charge(80);
        // Zero is one key, whatever its sign.
        if (key.IsNumber && key.Number == 0) key = Value.Of(0.0);
        _entries[new Key(key)] = value;
    }

    public bool Remove(Machine machine, Value key)
    {
        CheckChange(machine, family.ToString());
        machine.Budget.Spend(1 + _entries.Count / 256);
        return _entries.Remove(new Key(key));
    }

    public override bool TryGet(string name, out Value value)
    {
        if (base.TryGet(name, out value)) return true;
        if (name == "size") value = Value.Of((double)_entries.Count);
        return name == "size";
    }

    public override void Keep(Func<Value, Value> kept)
    {
        base.Keep(kept);
        var entries = _entries.ToList();
        _entries.Clear();
        foreach (var (key, value) in entries) _entries[new Key(kept(key.Value))] = kept(value);
    }

    private readonly record struct Key(Value Value)
    {
        public bool Equals(Key other) => Value.SameValueZero(Value, other.Value);

        public override int GetHashCode() => Value.Kind switch
        {
            Kinds.Number => Value.Number.GetHashCode(),
            Kinds.Text => Value.Text.GetHashCode(),
            Kinds.Object => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Value.Object),
            var kind => (int)kind + (Value.IsBoolean && Value.Boolean ? 1 : 0),
        };
    }
}
