using DataMigration.Failures;
using DataMigration.Scripting;
using DataMigration.Validations;

namespace DataMigration.Planning;

/// <summary>A validation, compiled: either a rule for the workers, or the maker of an ordered one.</summary>
internal sealed record CompiledRule(Rule Rule, CompiledScript? When, IRowRule? RowRule, Func<string, IOrderedRowRule>? Ordered)
{
    /// <summary>What a failing <c>when</c> counts as: the author's message says what the rule expects, and here the script has something to say.</summary>
    public Rule WhenRule { get; } = Rule with { Message = null };
}
