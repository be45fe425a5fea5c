namespace DataMigration.Scripting;

/// <summary>Takes what a script returned for rows, one after the other.</summary>
public interface IScriptSink
{
    /// <summary>What it returned, or why it failed.</summary>
    void Take(int row, ScriptResult result);

    /// <summary>A text that it returned, as ASCII. Valid for this call alone.</summary>
    void Take(int row, ReadOnlySpan<byte> text);
}
