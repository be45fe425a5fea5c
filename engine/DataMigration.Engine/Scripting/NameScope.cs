using Jint.Parser;

namespace DataMigration.Scripting;

/// <summary>The names that one function (or the whole script library) declares, for the checks when planning.</summary>
internal sealed class NameScope(NameScope? outer, IEnumerable<string> names, bool isShared, IFunctionDeclaration? function = null)
{
    private readonly HashSet<string> _names = new(names, StringComparer.Ordinal);

    /// <summary>Whether its variables outlive a call: the library's own level, and functions that run once while it loads.</summary>
    public bool IsShared { get; } = isShared;

    /// <summary>The nearest scope that declares a name, or null.</summary>
    public NameScope? Find(string name) => _names.Contains(name) ? this : outer?.Find(name);

    /// <summary>Whether these are the names of a certain function.</summary>
    public bool Declares(IFunctionDeclaration other) => function == other;

    /// <summary>All names in reach, for "did you mean".</summary>
    public IEnumerable<string> Reachable => outer is null ? _names : _names.Concat(outer.Reachable);

    /// <summary>A scope inside this one for a function.</summary>
    public NameScope Inside(IFunctionDeclaration function, bool isShared)
    {
        var names = function.Parameters.Select(p => p.Name).Append("arguments").Concat(Declared((IVariableScope)function, (IFunctionScope)function));
        return new NameScope(this, function.Id is { } id ? names.Append(id.Name) : names, isShared, function);
    }

    /// <summary>What <c>var</c> and <c>function</c> declare on the level of a function or file.</summary>
    public static IEnumerable<string> Declared(IVariableScope variables, IFunctionScope functions) =>
        variables.VariableDeclarations.SelectMany(d => d.Declarations).Select(d => d.Id.Name).Concat(functions.FunctionDeclarations.Select(f => f.Id.Name));
}
