using System.Reflection;
using DataMigration.Catalogue;
using DataMigration.Connectors.Sql;
using DataMigration.Declarations;

namespace DataMigration.Cli;

/// <summary>Puts the program together, each part when it is first asked for: <c>--help</c> scans no assembly.</summary>
internal sealed class Composition
{
    private readonly Lazy<ComponentCatalogue> _catalogue = new(() => new ComponentCatalogue(Assemblies));
    private readonly Lazy<MigrationEngine> _engine;

    public Composition() => _engine = new Lazy<MigrationEngine>(() => new MigrationEngine(Catalogue, TimeProvider.System));

    public ComponentCatalogue Catalogue => _catalogue.Value;

    public MigrationEngine Engine => _engine.Value;

    /// <summary>Where components and messages are looked for.</summary>
    public static IEnumerable<Assembly> Assemblies =>
        [typeof(ComponentAttribute).Assembly, typeof(MigrationEngine).Assembly, typeof(SqlTargetOptions).Assembly];
}
