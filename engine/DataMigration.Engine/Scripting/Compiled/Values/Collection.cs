using DataMigration.Scripting.Compiled.Language;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>A <c>Map</c>, or a <c>Set</c>, which is one of values to themselves; in the order in which keys were added.</summary>
internal sealed class Collection(Family family) : ScriptObject
{
    // What was removed keeps its place, so that who goes through it meanwhile neither loses nor repeats anything.
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<Key, Entry> _byKey = [];

    public override Family Family => family;

    public override string ClassName => family.ToString();

    /// <summary>Its keys, and those that are added while they are gone through.</summary>
    public IEnumerable<Value> Keys => Live().Select(e => e.Key);

    public IEnumerable<Value> Values => Live().Select(e => e.Value);

    public IEnumerable<Value> Entries(Machine machine) => Live().Select(e => Value.Of(ArrayMethods.Of(machine, [e.Key, e.Value])));

    public Value Get(Value key) => _byKey.TryGetValue(new Key(key), out var entry) ? entry.Value : Value.Undefined;

    public bool Has(Value key) => _byKey.ContainsKey(new Key(key));

    public void Put(Machine machine, Value key, Value value)
    {
        CheckChange(machine, family.ToString());
        machine.Budget.Charge(80);
        // Zero is one key, whatever its sign.
        if (key.IsNumber && key.Number == 0) key = Value.Of(0.0);
        if (_byKey.TryGetValue(new Key(key), out var known)) known.Value = value;
        else Add(key, value);
    }

    public bool Remove(Machine machine, Value key)
    {
        CheckChange(machine, family.ToString());
        machine.Budget.Spend(1);
        if (!_byKey.Remove(new Key(key), out var entry)) return false;
        entry.IsRemoved = true;
        return true;
    }

    public override bool TryGet(string name, out Value value)
    {
        if (base.TryGet(name, out value)) return true;
        if (name == "size") value = Value.Of((double)_byKey.Count);
        return name == "size";
    }

    public override void Keep(Func<Value, Value> kept)
    {
        base.Keep(kept);
        var entries = Live().ToList();
        _entries.Clear();
        _byKey.Clear();
        foreach (var entry in entries) Add(kept(entry.Key), kept(entry.Value));
    }

    private void Add(Value key, Value value)
    {
        var entry = new Entry(key, value);
        _entries.Add(entry);
        _byKey.Add(new Key(key), entry);
    }

    private IEnumerable<Entry> Live()
    {
        for (int i = 0; i < _entries.Count; i++)
            if (!_entries[i].IsRemoved) yield return _entries[i];
    }

    private sealed class Entry(Value key, Value value)
    {
        public Value Key => key;

        public Value Value { get; set; } = value;

        public bool IsRemoved { get; set; }
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
