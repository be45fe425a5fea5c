using System.Globalization;
using System.Text.RegularExpressions;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Scripting.Syntax;
using Jint.Runtime;

namespace DataMigration.Scripting.Interpreted;

/// <summary>One worker's Jint: the library run once and frozen, every script made ready once.</summary>
internal sealed class JintScriptEngine : IDisposable
{
    private readonly Realm _realm;
    private readonly IReadOnlyList<KnownScript> _scripts;
    private readonly TreeGuards _guards;
    private readonly ScriptFailures _failures;
    private readonly ScriptResults _results;
    private readonly SharedState _shared;
    private readonly Dictionary<string, ParsedScript> _sources = new(StringComparer.Ordinal);
    private readonly double _seconds;
    private RowScript?[] _ready;
    private readonly Dictionary<int, ScriptMemo?> _memos = [];

    /// <param name="files">The script files, checked.</param>
    /// <param name="scripts">The pipeline's scripts by id; complete when the first one is evaluated.</param>
    /// <exception cref="ScriptLoadException">A file fails when it is run.</exception>
    public JintScriptEngine(IEnumerable<Script> files, IReadOnlyList<KnownScript> scripts, ScriptEnvironment environment, ScriptLimits limits)
    {
        _realm = new Realm(environment, limits);
        _scripts = scripts;
        _seconds = limits.Time.TotalSeconds;
        _guards = new TreeGuards(_realm.Engine, _realm.Budget, _realm.Regexes);
        _failures = new ScriptFailures(_realm.Engine, _sources);
        _results = new ScriptResults(_realm.Writing);
        foreach (var file in files) Load(file);
        _shared = SharedState.Freeze(_realm.Engine);
        _ready = new RowScript?[scripts.Count];
    }

    /// <inheritdoc cref="ScriptEngine.Evaluate"/>
    public ScriptResult Evaluate(CompiledScript script, RecordBatch batch, int row)
    {
        if (MemoOf(script) is not { IsOn: true } memo) return Call(script, batch, row);
        Span<byte> room = stackalloc byte[ScriptMemo.KeyLength];
        var key = memo.Key(batch, row, room);
        if (key.IsEmpty) return Call(script, batch, row);
        if (memo.TryGet(key, out var seen)) return seen;
        var result = Call(script, batch, row);
        if (_realm.Machine.Random.WasAsked) memo.GiveUp();
        else memo.Keep(key, result);
        return result;
    }

    public void Dispose() => _ready = [];

    private ScriptMemo? MemoOf(CompiledScript script)
    {
        if (!_memos.TryGetValue(script.Id, out var memo)) _memos.Add(script.Id, memo = ScriptMemo.For(script.Fields));
        return memo;
    }

    private ScriptResult Call(CompiledScript script, RecordBatch batch, int row)
    {
        var known = _scripts[script.Id];
        ParsedScript? parsed = null;
        try
        {
            var ready = Ready(script.Id, known);
            parsed = ready.Parsed;
            _realm.Budget.Start();
            _realm.Machine.Begin(batch, script.Id);
            _realm.Machine.Start(row);
            _shared.Restore();
            ready.Row.MoveTo(batch, row);
            return _results.Of(ready.Run());
        }
        catch (JavaScriptException e)
        {
            return ScriptResult.Error(_failures.Thrown(parsed!, e));
        }
        catch (ScriptLimitException e) when (e.EndsRun)
        {
            throw new MigrationException(ScriptMessages.TimeLimit.At(known.Origin.Start, _seconds, _failures.Place(parsed!), PlaceOf(batch, row)), false, e);
        }
        catch (ScriptLimitException e)
        {
            return ScriptResult.Error(_failures.Stopped(parsed!, e.Message));
        }
        catch (RegexMatchTimeoutException)
        {
            return ScriptResult.Error(_failures.Stopped(parsed!, $"a regular expression took longer than {ScriptGuards.MatchTimeout.TotalSeconds:0.#} seconds"));
        }
        catch (Exception e) when (e is OutOfMemoryException or InsufficientExecutionStackException)
        {
            return ScriptResult.Error(_failures.Stopped(parsed!, "it used more memory than there is"));
        }
        catch (Exception e) when (e is NullReferenceException or InvalidCastException or ArgumentException or InvalidOperationException or OverflowException or FormatException or IndexOutOfRangeException)
        {
            // Jint trips over some rare programs; the row says so, and the run goes on.
            return ScriptResult.Error(_failures.Stopped(parsed!, "the JavaScript engine could not run it (" + e.Message.TrimEnd('.') + ")"));
        }
    }

    private void Load(Script file)
    {
        var own = ScriptParser.Read(file.Origin, FileText.Of(file), ScriptForm.Body, file.Origin.Start.File);
        _sources[file.Origin.Start.File] = own;
        _guards.Prepare(own.Program);
        _realm.Budget.Start();
        try
        {
            _realm.Engine.Execute(own.Program);
        }
        catch (JavaScriptException e)
        {
            throw new ScriptLoadException(_failures.Place(own, e.Location), _failures.Describe(e));
        }
        catch (Exception e) when (e is ScriptLimitException or RegexMatchTimeoutException)
        {
            throw new ScriptLoadException(_failures.Place(own), e.Message);
        }
    }

    private RowScript Ready(int id, KnownScript known)
    {
        if (id >= _ready.Length) Array.Resize(ref _ready, _scripts.Count);
        return _ready[id] ??= Make(id, known);
    }

    private RowScript Make(int id, KnownScript known)
    {
        string key = "#" + id.ToString(CultureInfo.InvariantCulture);
        var own = ScriptParser.Read(known.Origin, known.Origin.Text, known.Syntax.Form, key);
        _sources[key] = own;
        return RowScript.Of(_realm, _guards, own, known.Schema);
    }

    private static string PlaceOf(RecordBatch batch, int row)
    {
        var origin = batch.Origins[row];
        return origin.File is null ? origin.Key ?? "unknown" : $"{origin.File}:{origin.Line}";
    }
}
