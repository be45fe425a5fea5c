using DataMigration.Configuration.Shapes;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Interpolation;

/// <summary>In a pipeline: its parameters. Not the environment, which holds secrets.</summary>
internal sealed class PipelineVariables(IReadOnlyDictionary<string, Parameter> parameters, bool isComplete, DiagnosticBag diagnostics) : IVariables
{
    public Value? Resolve(Variable variable, Place place, SourceSpan span)
    {
        if (variable.IsEnvironment)
            diagnostics.Add(ConfigurationMessages.VariableInPipeline, span, variable.Name);
        else if (parameters.TryGetValue(variable.Name, out var parameter))
            return parameter.IsUsable ? new Value(parameter.Text ?? "", parameter.IsGiven) : null;
        else if (isComplete)
            diagnostics.Add(ConfigurationMessages.UnknownParameter, span, variable.Name,
                Suggestions.Remedy(variable.Name, [.. parameters.Keys], $"Declare it: `parameters: {{ {variable.Name}: {{ type: text }} }}`."));
        return null;
    }
}
