namespace DataMigration.Scripting;

internal enum ScriptTokenKind
{
    Word,
    Number,
    Text,
    Template,
    Regex,
    Sign,
}

/// <summary>A piece of source as the tolerant scan sees it.</summary>
internal readonly record struct ScriptToken(ScriptTokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;
}
