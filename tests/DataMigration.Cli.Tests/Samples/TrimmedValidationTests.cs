using DataMigration.Catalogue;
using DataMigration.Cli;
using DataMigration.Configuration;
using DataMigration.Execution;

namespace DataMigration.Validations;

public sealed class TrimmedValidationTests
{
    [Fact]
    public async Task One_file_is_all_that_a_new_validation_needs()
    {
        using var folder = new TemporaryFolder();
        folder.Write("in.csv", "name\nAnn\n Bob\nCy \n\"\"\n");
        string pipeline = folder.Write("pipeline.yaml", """
            pipeline: p
            sources: { s: { csv: { path: in.csv } } }
            validations:
              - trimmed: name
            targets: { t: { csv: { path: out.csv } } }
            """);
        var known = new Composition().Catalogue.Components.Select(c => c.Implementation.Assembly);
        var engine = new MigrationEngine(new ComponentCatalogue([.. known, typeof(TrimmedValidation).Assembly]), TimeProvider.System);
        var result = await engine.RunAsync(pipeline, new LoadOptions(), new RunOptions(), new Nobody(), CancellationToken.None);
        result.Diagnostics.Items.Should().BeEmpty();
        result.Report!.Rejects.ByReason.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Code = "trimmed", Field = "name", Count = 2, Sample = "name starts or ends with a blank." });
    }
}
