using System.Globalization;
using System.Text.Json;

namespace DataMigration.Validations.JsonSchemas;

/// <summary>
/// Judges one value: where it stands, what was found, and how much work it may still cost. Schemas can branch and refer to themselves so that a small one
/// takes for ever; the budget ends that.
/// </summary>
internal sealed class SchemaJudge
{
    private const int MaxSteps = 1_000_000, MaxDepth = 1_000, MaxShown = 3;

    private readonly List<string> _path = [];
    private readonly List<string> _findings = [];
    private int _count, _quiet, _steps, _depth;

    /// <summary>What follows the field's name in a message, or null when all is well.</summary>
    public string? Judge(SchemaNode schema, JsonElement value)
    {
        Check(schema, value);
        if (_steps > MaxSteps || _depth > MaxDepth) return "cannot be judged by its JSON Schema: the schema takes too many steps on it";
        if (_count == 0) return null;
        return "breaks its JSON Schema: " + string.Join("; ", _findings) + (_count > _findings.Count ? $"; and {_count - _findings.Count} more" : "");
    }

    public void Check(SchemaNode schema, JsonElement value)
    {
        if (_steps > MaxSteps || _depth > MaxDepth) return;
        // Left as it is when too deep, so that the verdict is told.
        if (++_depth > MaxDepth) return;
        if (schema.ForbidsAll) Report("nothing may stand here");
        foreach (var keyword in schema.Keywords)
        {
            if (!Spend(1)) return;
            keyword.Check(value, this);
            if (_depth > MaxDepth) return;
        }
        _depth--;
    }

    public void CheckChild(SchemaNode schema, JsonElement value, string key)
    {
        _path.Add(key);
        Check(schema, value);
        _path.RemoveAt(_path.Count - 1);
    }

    public void CheckChild(SchemaNode schema, JsonElement value, int index) => CheckChild(schema, value, index.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether a value is as a schema says, without a word about it.</summary>
    public bool Passes(SchemaNode schema, JsonElement value)
    {
        int before = _count;
        _quiet++;
        Check(schema, value);
        _quiet--;
        bool passes = _count == before;
        _count = before;
        return passes;
    }

    /// <summary>Counts work that is more than one step; false when the budget is used up.</summary>
    public bool Spend(int steps) => (_steps = (int)Math.Min((long)_steps + steps, int.MaxValue)) <= MaxSteps;

    /// <summary>Says what the value at hand must be: "must be at least 5".</summary>
    public void Report(string expectation)
    {
        _count++;
        if (_quiet == 0 && _findings.Count < MaxShown) _findings.Add($"{Place()} {expectation}");
    }

    private string Place() => _path.Count == 0 ? "it" : RuleTexts.Cut("/" + string.Join('/', _path.Select(k => k.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))), 100);
}
