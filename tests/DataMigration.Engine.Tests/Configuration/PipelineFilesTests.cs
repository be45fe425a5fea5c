using DataMigration.Configuration;

namespace DataMigration.Tests.Configuration;

public sealed class PipelineFilesTests : IDisposable
{
    private readonly TestLoader _loader = new();

    public void Dispose() => _loader.Dispose();

    [Fact]
    public void A_folder_stands_for_the_pipelines_below_it()
    {
        _loader.Write("b/two.yml", "# first\n'pipeline': two\n");
        _loader.Write("a.yaml", "description: x\r\npipeline: one\r\n");
        _loader.Write("c/three.yaml", "\uFEFFpipeline: three\n");
        _loader.Write("datamigration.yaml", "connections: {}\n");
        _loader.Write("a.tests.yaml", "pipeline: a.yaml\n");
        _loader.Write("nested.yaml", "x:\n  pipeline: inner\n");
        _loader.Write("nameless.yaml", "pipeline: # none\n");
        _loader.Write("pipeline.txt", "pipeline: text\n");
        _loader.Write(".datamigration/runs/copy.yaml", "pipeline: copy\n");
        Names(_loader.Folder).Should().Equal("a.yaml", "b/two.yml", "c/three.yaml");
    }

    [Fact]
    public void A_file_named_is_taken_as_it_is_and_once_in_the_order_given()
    {
        string odd = _loader.Write("odd.txt", "");
        string one = _loader.Write("one.yaml", "pipeline: one\n");
        string missing = Path.Combine(_loader.Folder, "missing.yaml");
        PipelineFiles.Find([odd, _loader.Folder, one, missing, odd]).Should().Equal(odd, one, missing);
    }

    private IEnumerable<string> Names(params string[] paths) => PipelineFiles.Find(paths).Select(p => Path.GetRelativePath(_loader.Folder, p).Replace('\\', '/'));
}
