namespace DataMigration.Scripting.Compiled.Nodes;

/// <summary>How a statement ended.</summary>
internal enum Completion
{
    Normal,
    Break,
    Continue,
    Return,
}

/// <summary>A compiled statement. Immutable, shared by all workers.</summary>
internal abstract class StatementNode
{
    public abstract Completion Run(Frame frame);
}
