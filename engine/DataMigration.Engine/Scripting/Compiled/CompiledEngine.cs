using System.Text.RegularExpressions;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Scripting.Compiled.Emission;
using DataMigration.Scripting.Compiled.Values;
using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Dates;

namespace DataMigration.Scripting.Compiled;

/// <summary>One worker's machine with the script files loaded.</summary>
internal sealed class CompiledEngine
{
    private readonly Machine _machine;
    private readonly double _seconds;

    /// <exception cref="ScriptLoadException">A file fails when it is run.</exception>
    public CompiledEngine(SharedNames shared, ScriptLimits limits, World world)
    {
        _machine = new Machine(limits, world) { Globals = shared.Unset() };
        _seconds = limits.Time.TotalSeconds;
        foreach (var (file, code) in shared.Loaders) Load(file.Origin, code);
        Freezing.Freeze(_machine.Globals);
    }

    /// <summary>Calls a script for a row.</summary>
    /// <exception cref="MigrationException">It ran past the wall-clock limit.</exception>
    public ScriptResult Evaluate(KnownScript script, int id, RecordBatch batch, int row)
    {
        try
        {
            _machine.Begin(batch, id);
            return Result(Call(script.Code!, row));
        }
        catch (Exception e) when (Describe(e) is not null)
        {
            return ScriptResult.Error(Reason(e, script.Origin, batch, row));
        }
    }

    /// <inheritdoc cref="ScriptEngine.Map"/>
    public void Map(KnownScript script, int id, RecordBatch batch, ReadOnlySpan<int> rows, IScriptSink sink, CancellationToken stop)
    {
        _machine.Begin(batch, id);
        for (int done = 0; done < rows.Length; done++)
        {
            try
            {
                for (; done < rows.Length; done++)
                {
                    stop.ThrowIfCancellationRequested();
                    var value = Call(script.Code!, rows[done]);
                    if (value is { IsText: true, Text: { IsAscii: true, Length: <= ScriptLimits.TextLength } text }) sink.Take(rows[done], text.Bytes);
                    else sink.Take(rows[done], Result(value));
                }
            }
            catch (Exception e) when (Describe(e) is not null)
            {
                sink.Take(rows[done], ScriptResult.Error(Reason(e, script.Origin, batch, rows[done])));
            }
        }
    }

    /// <inheritdoc cref="ScriptEngine.Test"/>
    public void Test(KnownScript script, int id, RecordBatch batch, ReadOnlySpan<int> rows, IScriptVerdicts verdicts, CancellationToken stop)
    {
        _machine.Begin(batch, id);
        for (int done = 0; done < rows.Length; done++)
        {
            try
            {
                for (; done < rows.Length; done++)
                {
                    stop.ThrowIfCancellationRequested();
                    verdicts.Take(rows[done], Truth(script.Code!, rows[done]));
                }
            }
            catch (Exception e) when (Describe(e) is not null)
            {
                verdicts.Fail(rows[done], Reason(e, script.Origin, batch, rows[done]));
            }
        }
    }

    private bool Truth(FunctionCode code, int row)
    {
        if (code is not { IsExpression: true, Value: { } value }) return Call(code, row).IsTrue;
        _machine.Start(row);
        return value.Truth(_machine.Outside);
    }

    private Value Call(FunctionCode code, int row)
    {
        _machine.Start(row);
        if (code is { IsExpression: true, Value: { } value }) return value.Evaluate(_machine.Outside);
        var frame = _machine.Enter(code, [], Value.Undefined);
        code.Take(frame, []);
        return code.Run(frame);
    }

    private ScriptResult Result(Value value)
    {
        switch (value.Kind)
        {
            case Kinds.Undefined or Kinds.Null: return ScriptResult.Null;
            case Kinds.Boolean: return ScriptResult.Of(value.Boolean);
            case Kinds.Number: return ScriptResult.Of(value.Number);
            case Kinds.Text when value.Text.Length > ScriptLimits.TextLength:
                throw new ScriptLimitException($"it returned a text of {value.Text.Length:N0} characters; {ScriptLimits.TextLength:N0} are allowed");
            case Kinds.Text: return ScriptResult.Of(value.Text.ToString());
        }
        if (value.As<DateObject>() is { } date) return ScriptResult.Of(double.IsNaN(date.Time) ? throw new ScriptLimitException("it returned an invalid date") : DateText.ToIso(date.Time));
        return JsonText.Of(_machine, value) is { } json ? ScriptResult.Json(json) : throw new ScriptLimitException("it returned a function instead of a value");
    }

    /// <summary>Why a call failed, as a whole sentence with its place.</summary>
    /// <exception cref="MigrationException">It ran past the wall-clock limit.</exception>
    private string Reason(Exception e, ScriptOrigin origin, RecordBatch batch, int row)
    {
        var at = (e as ScriptThrow)?.At ?? _machine.At;
        var place = at?.Span ?? origin.Start;
        if (e is ScriptLimitException { EndsRun: true }) throw new MigrationException(ScriptMessages.TimeLimit.At(origin.Start, _seconds, place, PlaceOf(batch, row)), false, e);
        return $"The script failed at {place}: {Describe(e)!.TrimEnd('.')}.";
    }

    /// <summary>What an exception says, without its place; null when it is no failure of a script's.</summary>
    private static string? Describe(Exception e) => e switch
    {
        ScriptThrow thrown => Describe(thrown.Value),
        ScriptError error => $"{error.Name}: {error.Message}",
        ScriptLimitException => e.Message,
        RegexMatchTimeoutException => $"a regular expression took longer than {ScriptGuards.MatchTimeout.TotalSeconds:0.#} seconds",
        OutOfMemoryException => "it used more memory than there is",
        _ => null,
    };

    private static string Describe(Value thrown)
    {
        if (!thrown.IsObject) return "it threw " + thrown;
        if (thrown.As<ErrorObject>() is not { } error) return "it threw an object";
        // Plain properties only: a script's own toString must not run here.
        error.TryGet("name", out var name);
        error.TryGet("message", out var message);
        string kind = name.IsText ? name.Text.ToString() : "Error", text = message.IsText ? message.Text.ToString() : "";
        return text.Length == 0 ? kind : kind is "Error" or "" ? text : $"{kind}: {text}";
    }

    private void Load(ScriptOrigin origin, FunctionCode code)
    {
        try
        {
            _machine.Budget.Start();
            _machine.Arena.Clear();
            var frame = _machine.Enter(code, [], Value.Undefined);
            code.Take(frame, []);
            code.Run(frame);
        }
        catch (Exception e) when (Describe(e) is { } why)
        {
            throw new ScriptLoadException((e as ScriptThrow)?.At?.Span ?? _machine.At?.Span ?? origin.Start, why);
        }
    }

    private static string PlaceOf(RecordBatch batch, int row)
    {
        var origin = batch.Origins[row];
        return origin.File is null ? origin.Key ?? "unknown" : $"{origin.File}:{origin.Line}";
    }
}
