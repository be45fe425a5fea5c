using DataMigration.Data;
using DataMigration.Scripting.Checking;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Compiled.Emission;

/// <summary>A text that is compiled: a script of the pipeline, or a script file.</summary>
internal sealed class Unit
{
    private readonly Dictionary<Variable, FunctionNode> _functions = [];
    private readonly Dictionary<FunctionNode, FunctionCode> _codes = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FunctionNode, NotCompiled> _lacks = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<FunctionNode, bool> _needs = new(ReferenceEqualityComparer.Instance);

    /// <param name="row">The fields, for a script of the pipeline.</param>
    public Unit(Script script, Bindings bindings, SharedNames shared, IReadOnlyDictionary<string, Value> parameters, RecordSchema? row)
    {
        Script = script;
        Bindings = bindings;
        Shared = shared;
        Parameters = parameters;
        Row = row;
        Shape = row is null ? null : new RowShape(row);
        foreach (var node in SyntaxWalk.All(script.Function))
            if (node is FunctionDeclaration { Function: { Name: { } name } function } && bindings.Of(name) is { } variable) _functions[variable] = function;
    }

    public Script Script { get; }

    public Bindings Bindings { get; }

    public SharedNames Shared { get; }

    public IReadOnlyDictionary<string, Value> Parameters { get; }

    public RecordSchema? Row { get; }

    public RowShape? Shape { get; }

    public Place Place(TextRange at) => new(Script.Origin, at);

    public NotCompiled Lacks(TextRange at, string what) => new(Script.Origin, at, what);

    /// <summary>The code of a function that a name always means and that needs no variables around it; null where a value must be asked.</summary>
    public FunctionCode? CodeOf(Variable variable)
    {
        if (variable.IsShared) return Shared.CodeOf(variable);
        if (variable.Kind != VariableKind.Function || variable.IsAssigned || !_functions.TryGetValue(variable, out var function) || NeedsVariables(function)) return null;
        return CodeOf(function);
    }

    /// <summary>The code of a function without variables around it, compiled when first asked for.</summary>
    public FunctionCode CodeOf(FunctionNode function)
    {
        if (_lacks.TryGetValue(function, out var lack)) throw lack;
        if (_codes.TryGetValue(function, out var known)) return known;
        var before = _codes.Keys.ToList();
        try
        {
            return new FunctionCompiler(this, function, null).Compile(code => _codes.Add(function, code));
        }
        catch (NotCompiled e)
        {
            // What was compiled on the way may call what cannot be.
            foreach (var made in _codes.Keys.Except(before).ToList()) _codes.Remove(made);
            _lacks[function] = e;
            throw;
        }
    }

    /// <summary>Forgets what was compiled so far.</summary>
    public void Forget()
    {
        _codes.Clear();
        _lacks.Clear();
    }

    /// <summary>Whether a function uses variables of functions around it.</summary>
    public bool NeedsVariables(FunctionNode function)
    {
        if (_needs.TryGetValue(function, out bool known)) return known;
        // A function that calls itself, or two that call each other, need nothing for that.
        _needs[function] = false;
        var own = SyntaxWalk.All(function).OfType<FunctionNode>().ToHashSet<object>(ReferenceEqualityComparer.Instance);
        var called = SyntaxWalk.All(function).OfType<Call>().Select(c => c.Callee).OfType<Identifier>().ToHashSet<object>(ReferenceEqualityComparer.Instance);
        bool needs = SyntaxWalk.All(function).OfType<Identifier>().Any(name => Bindings.Of(name) is { IsShared: false, Kind: not VariableKind.Row } variable
            && !own.Contains(variable.Owner!) && !(called.Contains(name) && IsPlainFunction(variable)));
        return _needs[function] = needs || (function.IsArrow && SyntaxWalk.All(function).Any(n => n is This));
    }

    private bool IsPlainFunction(Variable variable) =>
        variable is { Kind: VariableKind.Function, IsAssigned: false } && _functions.TryGetValue(variable, out var function) && !NeedsVariables(function);
}
