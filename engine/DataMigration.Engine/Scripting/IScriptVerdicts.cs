namespace DataMigration.Scripting;

/// <summary>Takes what a script said of rows, one after the other.</summary>
public interface IScriptVerdicts
{
    /// <summary>Whether what it returned is true, by JavaScript's rules.</summary>
    void Take(int row, bool isTrue);

    /// <summary>It failed; the message is a whole sentence with the script's own line.</summary>
    void Fail(int row, string message);
}
