using DataMigration.Connectors;
using DataMigration.Failures;
using DataMigration.Scripting;

namespace DataMigration.Planning;

/// <summary>A target with the script that chooses its rows.</summary>
/// <param name="WhenRule">What a failing <c>when</c> counts as.</param>
internal sealed record CompiledTarget(string Name, string Kind, ITarget Target, CompiledScript? When, Rule WhenRule);
