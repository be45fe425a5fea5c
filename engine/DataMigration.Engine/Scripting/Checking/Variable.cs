using DataMigration.Scripting.Syntax;

namespace DataMigration.Scripting.Checking;

internal enum VariableKind
{
    Var,
    Let,
    Const,
    Function,
    Parameter,

    /// <summary>The name of a function expression inside itself.</summary>
    Self,
    Catch,
    Arguments,

    /// <summary>The row of a pipeline's script.</summary>
    Row,
}

/// <summary>A declared name.</summary>
/// <param name="owner">The function that has it; null when it belongs to the script files' common level.</param>
/// <param name="at">Where it is declared.</param>
internal sealed class Variable(string name, VariableKind kind, FunctionNode? owner, TextRange at)
{
    public string Name { get; } = name;

    public VariableKind Kind { get; } = kind;

    public FunctionNode? Owner { get; } = owner;

    public TextRange At { get; } = at;

    /// <summary>Whether its value outlives a call: it belongs to the script files.</summary>
    public bool IsShared => Owner is null;

    /// <summary>Whether a function inside its own one uses it.</summary>
    public bool IsCaptured { get; set; }

    /// <summary>Whether it is assigned other than by its declaration.</summary>
    public bool IsAssigned { get; set; }

    /// <summary>How often it is declared: a <c>var</c> may be, again and again.</summary>
    public int Declarations { get; set; }

    /// <summary>Whether it must not be read before its declaration has run.</summary>
    public bool HasDeadZone => Kind is VariableKind.Let or VariableKind.Const;
}
