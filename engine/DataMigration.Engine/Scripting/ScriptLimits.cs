namespace DataMigration.Scripting;

/// <summary>What one call of a script may use.</summary>
internal sealed record ScriptLimits
{
    public static ScriptLimits Default { get; } = new();

    /// <summary>Statements run.</summary>
    public int Statements { get; init; } = 100_000;

    /// <summary>Bytes allocated in all, garbage included; the only bound on memory that Jint lets us draw.</summary>
    public long Bytes { get; init; } = 256L * 1024 * 1024;

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of stack.</summary>
    public int Stack { get; init; } = ScriptThread.ScriptStack;

    /// <summary>The longest text a script may return, join or repeat.</summary>
    public const int TextLength = 4_000_000;

    /// <summary>The longest text that is split or searched by a regular expression.</summary>
    public const int SearchedLength = 1_000_000;

    /// <summary>The most elements of a list that a function of the language works through.</summary>
    public const int ListLength = 200_000;

    /// <summary>How many objects may stand behind one another as prototypes or bound functions, and how deep JSON may nest.</summary>
    public const int Chain = 200;
}
