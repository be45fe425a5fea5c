using System.Globalization;
using DataMigration.Scripting.Compiled.Language;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>An array. A hole is <see cref="Value.Missing"/>.</summary>
internal sealed class ScriptArray : ScriptObject
{
    private Value[] _items;

    public ScriptArray(Machine machine, int capacity)
    {
        machine.Budget.Charge(64 + 16L * capacity);
        _items = capacity == 0 ? [] : new Value[capacity];
    }

    public int Count { get; private set; }

    public override Family Family => Family.Array;

    public override string ClassName => "Array";

    public Span<Value> Items => _items.AsSpan(0, Count);

    /// <summary>The element, undefined where there is none.</summary>
    public Value this[int index] => (uint)index < (uint)Count && !_items[index].IsMissing ? _items[index] : Value.Undefined;

    public bool Has(int index) => (uint)index < (uint)Count && !_items[index].IsMissing;

    public override IEnumerable<string> Names
    {
        get
        {
            for (int i = 0; i < Count; i++)
                if (!_items[i].IsMissing) yield return i.ToString(CultureInfo.InvariantCulture);
            foreach (string name in base.Names) yield return name;
        }
    }

    public override void Keep(Func<Value, Value> kept)
    {
        base.Keep(kept);
        foreach (ref var item in Items) item = kept(item);
    }

    public override bool TryGet(string name, out Value value)
    {
        if (name == "length")
        {
            value = Value.Of((double)Count);
            return true;
        }
        if (!IsIndex(name)) return base.TryGet(name, out value);
        uint index = uint.Parse(name, CultureInfo.InvariantCulture);
        value = index < int.MaxValue ? this[(int)index] : Value.Undefined;
        return index < int.MaxValue && Has((int)index);
    }

    public override void Set(Machine machine, string name, Value value)
    {
        if (IsIndex(name)) Set(machine, double.Parse(name, CultureInfo.InvariantCulture), value);
        else if (name == "length") Resize(machine, value.IsNumber ? value.Number : double.NaN);
        else base.Set(machine, name, value);
    }

    /// <summary>Sets an element; what lies between it and the end becomes holes.</summary>
    public void Set(Machine machine, double index, Value value)
    {
        CheckChange(machine, Library.NumberText.Of(index));
        if (index >= Count) Resize(machine, index + 1);
        _items[(int)index] = value;
    }

    public void Add(Machine machine, Value value)
    {
        if (Count == _items.Length) Grow(machine, Count + 1);
        _items[Count++] = value;
    }

    public override void Delete(Machine machine, string name)
    {
        CheckChange(machine, name);
        if (!IsIndex(name)) base.Delete(machine, name);
        else if (double.Parse(name, CultureInfo.InvariantCulture) is var index && index < Count) _items[(int)index] = Value.Missing;
    }

    /// <summary>Sets its length.</summary>
    public void Resize(Machine machine, double length)
    {
        CheckChange(machine, "length");
        if (length < 0 || length > uint.MaxValue || length != Math.Floor(length)) throw machine.RangeError("Invalid array length");
        if (length > ScriptLimits.ListLength) throw machine.RangeError($"the list would have {length:N0} elements; {ScriptLimits.ListLength:N0} can be worked through");
        if (length > _items.Length) Grow(machine, (int)length);
        if (length > Count) _items.AsSpan(Count, (int)length - Count).Fill(Value.Missing);
        else _items.AsSpan((int)length, Count - (int)length).Clear();
        Count = (int)length;
    }

    /// <summary>Refuses a change of an array that all rows share.</summary>
    public void CheckChange(Machine machine) => CheckChange(machine, "length");

    private void Grow(Machine machine, int needed)
    {
        if (needed > ScriptLimits.ListLength) throw machine.RangeError($"the list would have {needed:N0} elements; {ScriptLimits.ListLength:N0} can be worked through");
        int size = Math.Max(needed, Math.Max(4, 2 * _items.Length));
        machine.Budget.Charge(16L * size);
        Array.Resize(ref _items, size);
    }
}
