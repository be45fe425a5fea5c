using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Scripting.Checking;
using DataMigration.Scripting.Compiled;
using DataMigration.Scripting.Compiled.Emission;
using DataMigration.Scripting.Interpreted;
using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting;

/// <summary>The scripts of one pipeline: its script files, and all scripts compiled against them. Made when planning; engines are made of it when running.</summary>
public sealed class ScriptLibrary
{
    private readonly LibraryIndex _files;
    private readonly ScriptNames _names;
    private readonly ScriptEnvironment _environment;
    private readonly SharedNames _shared;
    private readonly List<KnownScript> _scripts = [];
    private readonly Dictionary<ScriptText, CompiledScript> _compiled = [];

    private ScriptLibrary(LibraryIndex files, ScriptEnvironment environment, ScriptNames names)
    {
        _files = files;
        _environment = environment;
        _names = names;
        _shared = new SharedNames(files.Files, names, Worlds.Parameters(environment));
    }

    /// <summary>What one call may use; tests set their own.</summary>
    internal ScriptLimits Limits { get; set; } = ScriptLimits.Default;

    /// <summary>Whether every script is interpreted by Jint, also those that could run compiled; for the comparison of both.</summary>
    internal bool InterpretsAll { get; set; }

    /// <summary>Reads the files of <c>scripts:</c>, reports what is wrong with them, and runs them once to see that they load.</summary>
    /// <param name="addText">Takes the text of each file, for carets.</param>
    public static ScriptLibrary Load(IReadOnlyList<FilePath> files, ScriptEnvironment environment, DiagnosticBag diagnostics, Action<string, string> addText)
    {
        Script[] read = [.. files.Select(f => ScriptFile.Read(f, diagnostics, addText)).OfType<Script>()];
        var found = new DiagnosticBag();
        var names = LibraryNames.Of(read, environment.Parameters.Keys, found);
        (Script, Bindings)[] known = [.. read.Select(f => (f, NameCheck.CheckFile(f, names, found)))];
        foreach (var finding in found.Items) diagnostics.Add(finding);
        bool isSound = read.Length == files.Count && !found.HasErrors;
        var library = new ScriptLibrary(new LibraryIndex(isSound ? known : [], names), environment, names);
        // Without values for all parameters (a validation without secrets) the code at the top could fail for that alone.
        if (isSound && environment.Parameters.Values.All(p => p.Text is not null)) library.TryLoad(diagnostics);
        return library;
    }

    /// <summary>A compiler for scripts over rows of this shape.</summary>
    /// <param name="row">The fields.</param>
    /// <param name="isOpen">Whether there may be fields besides those, so that an unknown one is no error yet.</param>
    public ScriptCompiler For(RecordSchema row, bool isOpen = false) => new Compiler(this, row, isOpen);

    /// <summary>A script as it was compiled last; null when it was not, or had errors.</summary>
    internal CompiledScript? Find(ScriptText script) => _compiled.GetValueOrDefault(script);

    /// <summary>An engine for one worker. To be used on threads with <see cref="ScriptThread.StackSize"/>.</summary>
    public ScriptEngine CreateEngine() => new WorkerScriptEngine(_scripts, CreateCompiled, CreateInterpreter);

    private CompiledEngine CreateCompiled() => new(_shared, Limits, Worlds.Of(_environment));

    private JintScriptEngine CreateInterpreter() => new(_files.Files.Select(f => f.Script), _scripts, _environment, Limits);

    private void TryLoad(DiagnosticBag diagnostics)
    {
        if (_files.Files.Count == 0) return;
        try
        {
            ScriptThread.Run(CreateCompiled);
            if (!_shared.IsWhole) ScriptThread.Run(CreateInterpreter).Dispose();
        }
        catch (ScriptLoadException e)
        {
            diagnostics.Add(ScriptMessages.LoadFailed, e.Place, e.Message);
        }
    }

    private sealed class Compiler(ScriptLibrary library, RecordSchema row, bool isOpen) : ScriptCompiler
    {
        public override CompiledScript? Compile(ScriptText script, DiagnosticBag diagnostics)
        {
            var found = new DiagnosticBag();
            var compiled = ScriptReader.Read(ScriptOrigin.Of(script), found) is { } syntax ? Compile(script, syntax, found) : null;
            foreach (var finding in found.Items) diagnostics.Add(finding);
            return found.HasErrors ? null : compiled;
        }

        private CompiledScript? Compile(ScriptText script, Script syntax, DiagnosticBag found)
        {
            var bindings = NameCheck.Check(syntax, library._names, row, isOpen, found, out var fields);
            if (found.HasErrors) return null;
            FunctionCode? code = null;
            NotCompiled? lack = null;
            try
            {
                code = library.InterpretsAll ? throw new NotCompiled(syntax.Origin, syntax.Function.At, "every script") : Code(syntax, bindings);
            }
            catch (NotCompiled e)
            {
                lack = e;
                if (!Interpretation.IsPossible(syntax, bindings, library._files, e, found)) return null;
            }
            library._scripts.Add(new KnownScript(syntax, row, code));
            return library._compiled[script] = new CompiledScript(library._scripts.Count - 1, script, fields, lack?.Message);
        }

        private FunctionCode Code(Script syntax, Bindings bindings)
        {
            var unit = new Unit(syntax, bindings, library._shared, Worlds.Parameters(library._environment), row);
            return ScriptThread.Run(() => new FunctionCompiler(unit, syntax.Function, null).Compile(_ => { }));
        }
    }
}
