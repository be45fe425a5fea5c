using DataMigration.Scripting.Compiled.Language;

namespace DataMigration.Scripting.Compiled.Values;

/// <summary>An object of a script: an ordered list of properties.</summary>
internal class ScriptObject
{
    private const int SmallCount = 8;

    // Empty until a property is set: arrays and functions seldom have any.
    private List<string> _names = None;
    private List<Value> _values = NoValues;
    private Dictionary<string, int>? _index;

    private static readonly List<string> None = [];
    private static readonly List<Value> NoValues = [];

    /// <summary>Whether it belongs to all rows, so that no call may change it.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>Whose methods it has.</summary>
    public virtual Family Family => Family.Object;

    /// <summary>As <c>Object.prototype.toString</c> names its kind.</summary>
    public virtual string ClassName => "Object";

    /// <summary>Names of its own enumerable properties in JavaScript's order: indices first, then as they were made.</summary>
    public virtual IEnumerable<string> Names
    {
        get
        {
            if (!_names.Exists(IsIndex)) return _names;
            return _names.Where(IsIndex).OrderBy(n => uint.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).Concat(_names.Where(n => !IsIndex(n)));
        }
    }

    /// <summary>Its own property, or false.</summary>
    public virtual bool TryGet(string name, out Value value)
    {
        int at = Find(name);
        value = at >= 0 ? _values[at] : Value.Undefined;
        return at >= 0;
    }

    /// <summary>Sets a property of its own.</summary>
    public virtual void Set(Machine machine, string name, Value value)
    {
        CheckChange(machine, name);
        int at = Find(name);
        if (at >= 0)
        {
            _values[at] = value;
            return;
        }
        machine.Budget.Charge(48);
        if (_names == None) (_names, _values) = ([], []);
        _names.Add(name);
        _values.Add(value);
        if (_index is not null) _index.Add(name, _names.Count - 1);
        else if (_names.Count > SmallCount) _index = Indexed();
    }

    /// <summary>Removes a property of its own.</summary>
    public virtual void Delete(Machine machine, string name)
    {
        CheckChange(machine, name);
        int at = Find(name);
        if (at < 0) return;
        _names.RemoveAt(at);
        _values.RemoveAt(at);
        if (_index is not null) _index = Indexed();
    }

    /// <summary>Replaces each value that it holds by the one that is kept for all rows.</summary>
    public virtual void Keep(Func<Value, Value> kept)
    {
        for (int i = 0; i < _values.Count; i++) _values[i] = kept(_values[i]);
    }

    protected void CheckChange(Machine machine, string name)
    {
        if (IsFrozen) throw machine.TypeError($"'{name}' is shared by all rows and cannot be changed");
    }

    /// <summary>Whether a name is an array's index.</summary>
    public static bool IsIndex(string name) =>
        name.Length is > 0 and <= 10 && !name.AsSpan().ContainsAnyExceptInRange('0', '9') && (name[0] != '0' || name.Length == 1) && uint.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out uint index) && index < uint.MaxValue;

    private Dictionary<string, int> Indexed() => _names.Select((n, i) => (n, i)).ToDictionary(p => p.n, p => p.i, StringComparer.Ordinal);

    private int Find(string name)
    {
        if (_index is not null) return _index.GetValueOrDefault(name, -1);
        for (int i = 0; i < _names.Count; i++)
            if (ReferenceEquals(_names[i], name) || _names[i] == name) return i;
        return -1;
    }
}
