using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Checking;

/// <summary>The names that a function, a block or the script files declare.</summary>
/// <param name="outer">The scope around it.</param>
/// <param name="function">The function that it is in; null on the script files' common level.</param>
/// <param name="runsOnce">Whether its code runs while the script files load, so that its variables live as long as they.</param>
internal sealed class Scope(Scope? outer, FunctionNode? function, bool runsOnce)
{
    private readonly Dictionary<string, Variable> _variables = new(StringComparer.Ordinal);

    public FunctionNode? Function { get; } = function;

    public bool RunsOnce { get; } = runsOnce;

    public IEnumerable<Variable> Variables => _variables.Values;

    /// <summary>Declares a name. False when it is there already.</summary>
    public bool Declare(Variable variable) => _variables.TryAdd(variable.Name, variable);

    /// <summary>The variable of this scope alone, or null.</summary>
    public Variable? Own(string name) => _variables.GetValueOrDefault(name);

    /// <summary>The nearest variable of a name, or null; <paramref name="where"/> is the scope that declares it.</summary>
    public Variable? Find(string name, out Scope? where)
    {
        for (where = this; where is not null; where = where.Outer)
            if (where._variables.TryGetValue(name, out var found)) return found;
        return null;
    }

    public Scope? Outer { get; } = outer;

    /// <summary>All names in reach, for "did you mean".</summary>
    public IEnumerable<string> Reachable => Outer is null ? _variables.Keys : _variables.Keys.Concat(Outer.Reachable);
}
