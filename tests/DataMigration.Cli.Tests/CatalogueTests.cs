namespace DataMigration.Cli;

public sealed class CatalogueTests
{
    [Fact]
    public void The_program_knows_these_components() =>
        Snapshot.Matches(string.Concat(new Composition().Catalogue.Components.Select(c => $"{c.Kind} {c.Name}: {c.Declaration.Summary}\n")), "components");
}
