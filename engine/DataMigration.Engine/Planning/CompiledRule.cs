using DataMigration.Failures;
using DataMigration.Scripting;
using DataMigration.Validations;

namespace DataMigration.Planning;

/// <summary>A validation, compiled: either a rule for the workers, or the maker of an ordered one.</summary>
internal sealed record CompiledRule(Rule Rule, CompiledScript? When, IRowRule? RowRule, Func<string, IOrderedRowRule>? Ordered);
