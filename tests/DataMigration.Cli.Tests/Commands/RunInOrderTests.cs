using System.Text.Json;

namespace DataMigration.Cli.Commands;

/// <summary>Several pipelines in one command, in the order of their <c>after</c>.</summary>
public sealed class RunInOrderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestTerminal _terminal = new();

    public RunInOrderTests()
    {
        // By name, the last of the chain would go first; each reads what the one before it wrote.
        Write("a-orders", "customers", "customers.csv", "orders.csv");
        Write("b-customers", "regions", "regions.csv", "customers.csv");
        Write("c-regions", null, "in.csv", "regions.csv");
        Write("d-products", null, "in.csv", "products.csv");
        _folder.Write("in.csv", "id\n1\n2\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_folder_runs_so_that_each_finds_what_it_comes_after()
    {
        (await _terminal.RunAsync("run", _folder.Path)).Should().Be(0);
        Headlines().Should().Equal("regions: completed", "customers: completed", "orders: completed", "products: completed");
        File.ReadAllText(Path.Combine(_folder.Path, "orders.csv")).Should().Be("id\n1\n2\n");
        _terminal.Error.Should().BeEmpty();
    }

    [Fact]
    public async Task Without_after_files_run_in_the_order_given()
    {
        Write("b-customers", null, "regions.csv", "customers.csv");
        (await _terminal.RunAsync("run", PathOf("d-products"), PathOf("c-regions"), PathOf("b-customers"))).Should().Be(0);
        Headlines().Should().Equal("products: completed", "regions: completed", "customers: completed");
    }

    [Fact]
    public async Task Behind_a_bad_run_nothing_runs_and_the_rest_does()
    {
        _folder.Write("in.csv", "id\n1\nx\n");
        Write("d-products", null, "in2.csv", "products.csv");
        _folder.Write("in2.csv", "id\n1\n");
        (await _terminal.RunAsync("run", _folder.Path)).Should().Be(1);
        Headlines().Should().Equal("regions: completed with rejects", "customers: not run", "orders: not run", "products: completed");
        File.Exists(Path.Combine(_folder.Path, "customers.csv")).Should().BeFalse();
        Snapshot.Matches(_terminal.Out[_terminal.Out.IndexOf("customers: not run", StringComparison.Ordinal).._terminal.Out.IndexOf("products: ", StringComparison.Ordinal)], "not-run");
    }

    [Fact]
    public async Task In_json_what_was_not_run_has_its_place_and_its_reason()
    {
        _folder.Write("in.csv", "id\nx\n");
        (await _terminal.RunAsync("run", _folder.Path, "--output", "json")).Should().Be(1);
        var runs = JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("runs").EnumerateArray().ToList();
        runs.Select(r => r.GetProperty("pipeline").GetString() + " " + r.GetProperty("status").GetString())
            .Should().Equal("regions completed_with_rejects", "customers not_run", "orders not_run", "products completed_with_rejects");
        runs[1].GetProperty("run").ValueKind.Should().Be(JsonValueKind.Null);
        runs[1].GetProperty("path").GetString().Should().Be(PathOf("b-customers"));
        runs[2].GetProperty("error").GetProperty("code").GetString().Should().Be("DM4016");
        runs[2].GetProperty("error").GetProperty("message").GetString().Should().Contain("'customers', which was not run either");
        _terminal.Error.Should().Contain("error DM4016: the pipeline 'customers' was not run");
    }

    [Fact]
    public async Task A_failing_world_keeps_back_what_comes_after_it_too()
    {
        File.Delete(Path.Combine(_folder.Path, "in.csv"));
        (await _terminal.RunAsync("run", PathOf("b-customers"), PathOf("c-regions"))).Should().Be(1);
        Headlines().Should().Equal("regions: failed", "customers: not run");
    }

    [Fact]
    public async Task Without_what_it_comes_after_a_pipeline_runs_alone()
    {
        _folder.Write("regions.csv", "id\n7\n");
        (await _terminal.RunAsync("run", PathOf("b-customers"))).Should().Be(0);
        (await _terminal.RunAsync("run", PathOf("b-customers"), PathOf("d-products"))).Should().Be(0);
    }

    [Fact]
    public async Task A_dry_run_goes_in_the_same_order_and_keeps_nothing_back()
    {
        _folder.Write("in.csv", "id\nx\n");
        _folder.Write("regions.csv", "id\n1\n");
        _folder.Write("customers.csv", "id\n1\n");
        (await _terminal.RunAsync("run", _folder.Path, "--dry-run")).Should().Be(1);
        Headlines().Should().Equal("regions: completed with rejects (dry run, nothing was written)", "customers: completed (dry run, nothing was written)",
            "orders: completed (dry run, nothing was written)", "products: completed with rejects (dry run, nothing was written)");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("validate")]
    public async Task A_circle_is_found_before_anything_runs(string command)
    {
        Write("c-regions", "orders", "in.csv", "regions.csv");
        (await _terminal.RunAsync(command, _folder.Path)).Should().Be(2);
        string said = command == "run" ? _terminal.Error : _terminal.Out;
        said.Should().Contain("a-orders.yaml:2:9: error DM2009: no pipeline can come after itself: 'orders' after 'customers' after 'regions' after 'orders'").And.Contain("4 pipelines, 1 error, 0 warnings");
        Directory.EnumerateFileSystemEntries(_folder.Path).Should().HaveCount(5);
    }

    [Fact]
    public async Task In_json_a_circle_stands_with_the_pipeline_that_it_is_told_of()
    {
        Write("c-regions", "orders", "in.csv", "regions.csv");
        (await _terminal.RunAsync("run", _folder.Path, "--output", "json")).Should().Be(2);
        var run = JsonDocument.Parse(_terminal.Out).RootElement.GetProperty("runs").EnumerateArray().Should().ContainSingle().Which;
        run.GetProperty("path").GetString().Should().Be(PathOf("a-orders"));
        run.GetProperty("diagnostics")[0].GetProperty("code").GetString().Should().Be("DM2009");
    }

    [Fact]
    public async Task A_pipeline_after_itself_is_invalid_also_alone_and_told_once()
    {
        Write("c-regions", "regions", "in.csv", "regions.csv");
        (await _terminal.RunAsync("run", PathOf("c-regions"))).Should().Be(2);
        (await _terminal.RunAsync("validate", _folder.Path)).Should().Be(2);
        _terminal.Out.Should().EndWith("4 pipelines, 1 error, 0 warnings\n");
    }

    [Fact]
    public async Task A_slip_of_a_name_is_told_and_runs()
    {
        Write("b-customers", "region", "in.csv", "customers.csv");
        (await _terminal.RunAsync("run", PathOf("b-customers"), PathOf("c-regions"))).Should().Be(0);
        _terminal.Error.Should().Contain("warning DM2011").And.Contain("did you mean 'regions'?");
        Headlines().Should().Equal("customers: completed", "regions: completed");
    }

    private string PathOf(string name) => Path.Combine(_folder.Path, name + ".yaml");

    private void Write(string file, string? after, string from, string to) => _folder.Write(file + ".yaml", $$"""
        pipeline: {{file[2..]}}
        after: [{{after}}]
        sources: { s: { csv: { path: {{from}} } } }
        mappings: { id: { from: id, type: integer } }
        targets: { t: { csv: { path: {{to}} } } }

        """);

    /// <summary>Each report's first words, without its time.</summary>
    private IEnumerable<string> Headlines() =>
        _terminal.Out.Split('\n').Where(l => l.Length > 0 && char.IsAsciiLetterLower(l[0]) && l.Contains(": ", StringComparison.Ordinal) && !l.StartsWith("error", StringComparison.Ordinal))
            .Select(l => l.Split(" in ")[0]);
}
