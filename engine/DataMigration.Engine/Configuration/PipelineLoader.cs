using DataMigration.Catalogue;

namespace DataMigration.Configuration;

/// <summary>The path of a YAML file: text → syntax tree → variables → schema findings → definition.</summary>
public sealed class PipelineLoader
{
    /// <param name="catalogue">What can stand in a pipeline.</param>
    public PipelineLoader(ComponentCatalogue catalogue) => _ = catalogue;

    /// <summary>Reads a pipeline and the project file above it; never throws for what stands in them. Touches no data.</summary>
    public LoadedPipeline Load(string path, LoadOptions options) => throw new NotImplementedException(path + options);
}
