using DataMigration.Data;

namespace DataMigration.Scripting;

/// <summary>Runs compiled scripts for one worker. One thread at a time.</summary>
public abstract class ScriptEngine : IDisposable
{
    /// <summary>Ends the work between two calls: a block of slow scripts can take hours, and Ctrl-C does not wait for them.</summary>
    public CancellationToken Stop { get; set; }

    /// <summary>
    /// Calls a script for a row. A script's own failure is a result; only the wall-clock limit is an exception.
    /// </summary>
    /// <exception cref="Failures.MigrationException">The call ran past the wall-clock limit; the run fails.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> was asked for.</exception>
    public abstract ScriptResult Evaluate(CompiledScript script, RecordBatch batch, int row);

    /// <summary>Calls a script for each of these rows, for its values.</summary>
    /// <inheritdoc cref="Evaluate" path="/exception"/>
    public virtual void Map(CompiledScript script, RecordBatch batch, ReadOnlySpan<int> rows, IScriptSink sink)
    {
        foreach (int row in rows) sink.Take(row, Evaluate(script, batch, row));
    }

    /// <summary>Calls a script for each of these rows, for its truth.</summary>
    /// <inheritdoc cref="Evaluate" path="/exception"/>
    public virtual void Test(CompiledScript script, RecordBatch batch, ReadOnlySpan<int> rows, IScriptVerdicts verdicts)
    {
        foreach (int row in rows)
        {
            var result = Evaluate(script, batch, row);
            if (result.Kind == ScriptResultKind.Error) verdicts.Fail(row, result.Text!);
            else verdicts.Take(row, result.IsTrue);
        }
    }

    public abstract void Dispose();
}
