using DataMigration.Scripting.Checking;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Compiled.Emission;

/// <summary>What the script files declare, for the compiler: functions as code, other names as variables that each worker has.</summary>
internal sealed class SharedNames
{
    private readonly Dictionary<Variable, (Unit Unit, FunctionNode Function)> _functions = [];
    private readonly Dictionary<Variable, (Unit Unit, int Index)> _variables = [];
    private readonly List<(Unit Unit, FunctionCode? Code, NotCompiled? Trouble)> _loading = [];
    private readonly Dictionary<Variable, NotCompiled> _missing = [];

    /// <param name="files">The files with the meanings of their names.</param>
    public SharedNames(IReadOnlyList<(Script Script, Bindings Bindings)> files, ScriptNames names, IReadOnlyDictionary<string, Value> parameters)
    {
        Unit[] units = [.. files.Select(f => new Unit(f.Script, f.Bindings, this, parameters, null))];
        foreach (var unit in units)
            foreach (var statement in unit.Script.Function.Body.Statements) Note(unit, statement, names);
        foreach (var unit in units) _loading.Add(Loading(unit));
        // Functions that were compiled before their file was found not to load would use variables that are never set.
        if (!IsWhole) foreach (var unit in units) unit.Forget();
    }

    /// <summary>What the variables hold before the files are loaded.</summary>
    public Value[] Unset() => [.. _variables.Keys.Select(v => v.HasDeadZone ? Value.Missing : Value.Undefined)];

    /// <summary>What each file does when it is loaded, in their order.</summary>
    public IEnumerable<(Script File, FunctionCode Code)> Loaders => _loading.Where(l => l.Code is not null).Select(l => (l.Unit.Script, l.Code!));

    /// <summary>Whether all files load on the compiled path.</summary>
    public bool IsWhole => _loading.TrueForAll(l => l.Code is not null);

    /// <summary>The code of a function of the files, or null when the name is no function or is not always the same one.</summary>
    public FunctionCode? CodeOf(Variable variable) => _functions.TryGetValue(variable, out var found) ? found.Unit.CodeOf(found.Function) : null;

    /// <summary>Where a variable is.</summary>
    /// <exception cref="NotCompiled">The file that declares it runs at its top level what is not compiled.</exception>
    public int IndexOf(Variable variable, Unit unit, TextRange at)
    {
        if (_missing.TryGetValue(variable, out var trouble)) throw trouble;
        return _variables.TryGetValue(variable, out var found) ? found.Index : throw unit.Lacks(at, $"'{variable.Name}', a variable of a block at the top level of a script file,");
    }

    private void Note(Unit unit, Statement statement, ScriptNames names)
    {
        if (statement is FunctionDeclaration { Function: { Name: { } name } function } && names.Library.Own(name.Name) is { IsAssigned: false } variable) _functions[variable] = (unit, function);
        else if (statement is VariableDeclaration declaration)
            foreach (var declarator in declaration.Declarators)
                if (declarator is { Target: Identifier { Name: var constant }, Value: FunctionExpression { Function: var made } } && names.Library.Own(constant) is { IsAssigned: false, Declarations: 1 } held) _functions[held] = (unit, made);
        foreach (var declared in Declared(statement, names)) _variables.TryAdd(declared, (unit, _variables.Count));
    }

    /// <summary>All that a statement of the top level may declare.</summary>
    private static IEnumerable<Variable> Declared(Statement statement, ScriptNames names) => SyntaxWalk.All(statement)
        .SelectMany(n => n is Declarator declarator ? DeclaredNames.In(declarator.Target) : n is FunctionDeclaration { Function.Name: { } name } ? [name] : [])
        .Select(n => names.Library.Own(n.Name)).OfType<Variable>();

    /// <summary>Compiles the top level of a file; where that cannot be, its variables are not there, and its functions still are.</summary>
    private (Unit Unit, FunctionCode? Code, NotCompiled? Trouble) Loading(Unit unit)
    {
        try
        {
            return (unit, new FunctionCompiler(unit, unit.Script.Function, null).Compile(_ => { }), null);
        }
        catch (NotCompiled e)
        {
            foreach (var (variable, _) in _variables.Where(v => v.Value.Unit == unit && !_functions.ContainsKey(v.Key))) _missing.TryAdd(variable, e);
            return (unit, null, e);
        }
    }
}
