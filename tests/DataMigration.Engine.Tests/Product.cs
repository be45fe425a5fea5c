using System.Reflection;
using DataMigration.Catalogue;

namespace DataMigration.Tests;

/// <summary>The product's own components, without those of the tests.</summary>
internal static class Product
{
    public static ComponentCatalogue Catalogue { get; } = new([typeof(DataMigration.Data.Column).Assembly, typeof(MigrationEngine).Assembly, Assembly.Load("DataMigration.Connectors")]);
}
