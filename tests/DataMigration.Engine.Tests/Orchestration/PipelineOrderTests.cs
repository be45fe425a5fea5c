using DataMigration.Configuration;
using DataMigration.Orchestration;
using DataMigration.Tests.Configuration;
using FsCheck;
using FsCheck.Fluent;

namespace DataMigration.Tests.Orchestration;

/// <summary>Pipelines are written <c>name &lt; first, second</c>: it comes after those.</summary>
public sealed class PipelineOrderTests : IDisposable
{
    private readonly TestLoader _loader = new();
    private int _files;

    public void Dispose() => _loader.Dispose();

    [Theory]
    [InlineData("as given without `after`", "c; a; b", "c a b")]
    [InlineData("what is named goes first", "invoices < customers; customers < regions; regions", "regions customers invoices")]
    [InlineData("only what must is moved", "a < z; b; c; z; d", "b c z a d")]
    [InlineData("a name that is not given is no matter", "b < elsewhere; a", "b a")]
    [InlineData("two ways to one", "d < b, c; b < a; c < a; a", "a b c d")]
    [InlineData("a name twice", "b < a, a; a", "a b")]
    public void The_order_is(string why, string given, string expected)
    {
        var order = Order(given);
        order.Findings.SelectMany(f => f.Items).Should().BeEmpty();
        string.Join(' ', order.Pipelines.Select(p => p.Name)).Should().Be(expected, why);
    }

    [Fact]
    public void Each_knows_its_file_and_the_places_of_those_before_it()
    {
        var last = Order("d < b, c; b < a; c < a; a").Pipelines[^1];
        last.Given.Should().Be(0);
        last.After.Should().Equal(1, 2);
        Path.GetFileName(last.Path).Should().Be("0.yaml");
    }

    [Theory]
    [InlineData("a < a", "0: DM2009 no pipeline can come after itself: 'a' after 'a'")]
    [InlineData("x; c < b; b < a; a < c; d < c", "1: DM2009 no pipeline can come after itself: 'c' after 'b' after 'a' after 'c'")]
    [InlineData("d < c; c < b; b < c", "1: DM2009 no pipeline can come after itself: 'c' after 'b' after 'c'")]
    [InlineData("a < b; b < a; c < d; d < c", "0: DM2009 no pipeline can come after itself: 'a' after 'b' after 'a'", "2: DM2009 no pipeline can come after itself: 'c' after 'd' after 'c'")]
    public void A_circle_is_told_once_with_its_way(string given, params string[] expected)
    {
        var order = Order(given);
        order.HasErrors.Should().BeTrue();
        Said(order).Should().Equal(expected);
    }

    [Fact]
    public void Two_of_one_name_are_an_error_only_where_somebody_names_them()
    {
        Order("a; a; b").HasErrors.Should().BeFalse();
        Said(Order("a; a; b < a")).Should().ContainSingle().Which.Should().StartWith("2: DM2010 there are 2 pipelines called 'a' to come after: ").And.Contain("3.yaml, ").And.EndWith("4.yaml");
    }

    [Theory]
    [InlineData("customers < region; regions", true)]
    [InlineData("customers < regions_archive; regions", false)]
    [InlineData("load_2024 < load_2023; load_2025", false)]
    [InlineData("customers < region, regions; regions", false)]
    [InlineData("region_list < region_lists", false)]
    public void A_slip_of_a_name_is_a_warning(string given, bool warns)
    {
        var order = Order(given);
        order.HasErrors.Should().BeFalse();
        Said(order).Select(s => s[..9]).Should().Equal(warns ? ["0: DM2011"] : []);
    }

    [Fact]
    public void Two_do_not_write_one_file()
    {
        const string Source = "sources: { s: { csv: { path: in.csv } } }\n";
        var order = PipelineOrder.Of([
            _loader.LoadFile(_loader.Write("a.yaml", $"pipeline: a\n{Source}targets: {{ t: {{ csv: {{ path: out.csv }} }} }}\nrejects: {{ path: rejects.csv }}\n")),
            _loader.LoadFile(_loader.Write("b.yaml", $"pipeline: b\n{Source}targets: {{ u: {{ csv: {{ path: x/../out.csv }} }} }}\nrejects: {{ path: rejects.csv }}\n")),
            _loader.LoadFile(_loader.Write("c.yaml", $"pipeline: c\n{Source}targets: {{ u: {{ csv: {{ path: c.csv }} }} }}\n"))]);
        Said(order).Should().Equal(
            "1: DM2008 the target 'u' would be written to 'out.csv', which is the target 't' of pipeline 'a'",
            "1: DM2008 the reject file would be written to 'rejects.csv', which is the reject file of pipeline 'a'");
    }

    [Fact]
    public void A_pipeline_that_cannot_be_read_has_no_place_and_may_be_the_one_that_is_meant()
    {
        var order = PipelineOrder.Of([Load("b < regiom, a"), _loader.LoadFile(_loader.Write("bad.yaml", "pipeline: regiom\nsourcess: 1\n")), Load("region"), Load("a")]);
        order.Pipelines.Select(p => (p.Given, p.Name)).Should().Equal((2, "region"), (3, "a"), (0, "b"));
        order.Pipelines[2].After.Should().Equal(1);
        order.Findings.SelectMany(f => f.Items).Should().BeEmpty();
    }

    /// <summary>Of any pipelines that name each other without a circle, each comes after those it names, and none waits without need.</summary>
    [Fact]
    public void Any_order_holds() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<PositiveInt>(), (pairs, seed) =>
    {
        Check(pairs, seed.Get);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_pipeline_behind_a_bad_one_is_kept_back_and_so_is_what_comes_after_it()
    {
        var order = Order("a; b < a; c < b; d; e < d, c");
        var outcomes = new PipelineOutcomes(order);
        outcomes.Obstacle(0).Should().BeNull();
        outcomes.Ended(0, 1);
        outcomes.Obstacle(1)!.Message.Should().Be("the pipeline 'b' was not run: it comes after 'a', which did not end well (exit code 1)");
        var behind = outcomes.Obstacle(2)!;
        behind.Message.Should().Be("the pipeline 'c' was not run: it comes after 'b', which was not run either");
        behind.Remedy.Should().StartWith("Mend what is wrong with 'a'");
        outcomes.Obstacle(3).Should().BeNull();
        outcomes.Ended(3, 0);
        outcomes.Obstacle(4)!.Code.Should().Be("DM4016");
    }

    private void Check(byte[] pairs, int seed)
    {
        const int count = 8;
        int[] shuffled = [.. Enumerable.Range(0, count)];
        new System.Random(seed).Shuffle(shuffled);
        var after = pairs.Select(p => (Low: p % count, High: p / count % count)).Where(p => p.Low < p.High).Distinct().ToLookup(p => p.High, p => p.Low);
        var order = Order(string.Join("; ", shuffled.Select(i => after[i].Any() ? $"p{i} < {string.Join(", ", after[i].Select(a => $"p{a}"))}" : $"p{i}")));
        int[] ran = [.. order.Pipelines.Select(p => p.Name[1] - '0')];
        ran.Should().BeEquivalentTo(shuffled);
        for (int place = 0; place < count; place++)
        {
            after[ran[place]].Should().BeSubsetOf(ran[..place]);
            ran[place..].Where(i => !after[i].Except(ran[..place]).Any()).MinBy(i => Array.IndexOf(shuffled, i)).Should().Be(ran[place]);
        }
    }

    private static IEnumerable<string> Said(PipelineOrder order) => order.Findings.SelectMany((f, i) => f.Items.Select(d => $"{i}: {d.Code} {d.Message}"));

    private PipelineOrder Order(string given) => PipelineOrder.Of([.. given.Split("; ").Select(Load)]);

    private LoadedPipeline Load(string pipeline)
    {
        string[] parts = pipeline.Split(" < ");
        string after = parts.Length == 2 ? $"after: [{parts[1]}]\n" : "";
        int file = _files++;
        return _loader.LoadFile(_loader.Write($"{file}.yaml", $"pipeline: {parts[0]}\n{after}{TestLoader.Rest.Replace("out.csv", $"{file}.csv", StringComparison.Ordinal)}"));
    }
}
