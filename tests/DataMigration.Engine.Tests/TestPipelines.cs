using System.Reflection;
using DataMigration.Catalogue;
using DataMigration.Configuration;
using DataMigration.Execution;

namespace DataMigration.Tests;

/// <summary>Runs pipelines given as text, for real, in a folder of their own.</summary>
internal sealed class TestPipelines : IDisposable
{
    /// <summary>The product's components and those of this test project.</summary>
    public static ComponentCatalogue Catalogue { get; } = new([typeof(DataMigration.Data.Column).Assembly, typeof(MigrationEngine).Assembly, Assembly.Load("DataMigration.Connectors"), typeof(TestPipelines).Assembly]);

    public string Folder { get; } = Directory.CreateTempSubdirectory("pipelines").FullName;

    public string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    public string Write(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The run's report; findings of an invalid pipeline fail the test.</summary>
    public RunReport Run(string pipeline, RunOptions options)
    {
        var result = Try(pipeline, options);
        result.Diagnostics.Items.Should().BeEmpty();
        result.Report.Should().NotBeNull();
        return result.Report!;
    }

    public RunResult Try(string pipeline, RunOptions options, LoadOptions? load = null, IRunObserver? observer = null, CancellationToken cancellationToken = default) =>
        new MigrationEngine(Catalogue, TimeProvider.System).RunAsync(Write("pipeline.yaml", pipeline), load ?? new LoadOptions(), options, observer ?? new Silent(), cancellationToken)
            .AsTask().GetAwaiter().GetResult();

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private sealed class Silent : IRunObserver;
}
