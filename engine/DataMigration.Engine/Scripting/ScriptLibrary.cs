using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Scripting.Interpreted;

namespace DataMigration.Scripting;

/// <summary>The scripts of one pipeline: its script files, and all scripts compiled against them. Made when planning; engines are made of it when running.</summary>
public sealed class ScriptLibrary
{
    private readonly IReadOnlyList<ParsedScript> _files;
    private readonly ScriptEnvironment _environment;
    private readonly ScriptNames _names;
    private readonly List<KnownScript> _scripts = [];
    private readonly ConcurrentDictionary<string, Regex> _regexes = new(StringComparer.Ordinal);

    private ScriptLibrary(IReadOnlyList<ParsedScript> files, ScriptEnvironment environment, ScriptNames names)
    {
        _files = files;
        _environment = environment;
        _names = names;
    }

    /// <summary>What one call may use; tests set their own.</summary>
    internal ScriptLimits Limits { get; set; } = ScriptLimits.Default;

    /// <summary>Whether every script is interpreted by Jint, also those that could run compiled; for the comparison of both.</summary>
    internal bool InterpretsAll { get; set; }

    /// <summary>Reads the files of <c>scripts:</c>, reports what is wrong with them, and runs them once to see that they load.</summary>
    /// <param name="addText">Takes the text of each file, for carets.</param>
    public static ScriptLibrary Load(IReadOnlyList<FilePath> files, ScriptEnvironment environment, DiagnosticBag diagnostics, Action<string, string> addText)
    {
        var parsed = new List<ParsedScript>();
        foreach (var file in files)
            if (ScriptFile.Read(file, diagnostics, addText) is { } script)
                parsed.Add(script);
        var names = LibraryNames.Of(parsed, environment.Parameters.Keys, diagnostics);
        var found = new DiagnosticBag();
        foreach (var file in parsed) ScriptCheck.CheckFile(file, names, found);
        foreach (var finding in found.Items) diagnostics.Add(finding);
        var library = new ScriptLibrary(parsed, environment, names);
        // Without values for all parameters (a validation without secrets) the code at the top could fail for that alone.
        if (parsed.Count == files.Count && !found.HasErrors && environment.Parameters.Values.All(p => p.Text is not null)) library.TryLoad(diagnostics);
        return library;
    }

    /// <summary>A compiler for scripts over rows of this shape.</summary>
    /// <param name="row">The fields.</param>
    /// <param name="isOpen">Whether there may be fields besides those, so that an unknown one is no error yet.</param>
    public ScriptCompiler For(RecordSchema row, bool isOpen = false) => new Compiler(this, row, isOpen);

    /// <summary>An engine for one worker. To be used on threads with <see cref="ScriptThread.StackSize"/>.</summary>
    public ScriptEngine CreateEngine() => new JintScriptEngine(_files, _scripts, _environment, Limits, _regexes);

    private void TryLoad(DiagnosticBag diagnostics)
    {
        if (_files.Count == 0) return;
        try
        {
            ScriptThread.Run(CreateEngine).Dispose();
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
            var fields = ScriptParser.Parse(ScriptOrigin.Of(script), found) is { } parsed ? Check(parsed, found) : null;
            foreach (var finding in found.Items) diagnostics.Add(finding);
            return found.HasErrors || fields is null ? null : new CompiledScript(library._scripts.Count - 1, script, fields, "nothing is compiled yet");
        }

        private IReadOnlyList<int>? Check(ParsedScript parsed, DiagnosticBag found)
        {
            var fields = ScriptCheck.Check(parsed, library._names, row, isOpen, found);
            if (!found.HasErrors) library._scripts.Add(new KnownScript(parsed, row));
            return fields;
        }
    }
}
