using DataMigration.Configuration.Shapes;
using DataMigration.Diagnostics;

namespace DataMigration.Configuration.Interpolation;

/// <summary>The variables that a file can use.</summary>
internal interface IVariables
{
    /// <summary>The value of a variable; null when there is none, which has then been reported.</summary>
    /// <param name="variable">What stands between the braces.</param>
    /// <param name="place">The value it stands in.</param>
    /// <param name="span">Where.</param>
    Value? Resolve(Variable variable, Place place, SourceSpan span);
}
