using DataMigration.Execution;

namespace DataMigration.Tests.Mappings;

/// <summary>Values that mappings once lost or refused, from file to file.</summary>
public sealed class MappedValuesTests : IDisposable
{
    private readonly TestPipelines _pipelines = new();

    public void Dispose() => _pipelines.Dispose();

    [Theory]
    [InlineData("5 / 1e8", "0.000000050000")]
    [InlineData("-1.25e-7", "-0.000000125000")]
    [InlineData("1e21", "1000000000000000000000.000000000000")]
    [InlineData("0.1", "0.100000000000")]
    [InlineData("-0", "0.000000000000")]
    public void A_number_of_a_script_is_a_decimal_whatever_its_size(string script, string expected)
    {
        Run($"mappings: {{ n: {{ script: \"{script}\", type: \"decimal(38,12)\" }} }}", "a\n1\n").Counts.Written.Should().Be(1);
        _pipelines.Read("out.csv").Should().Be($"n\n{expected}\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("mappings: { \"*\": {} }")]
    public void A_source_field_called_star_is_a_field_like_any_other(string mappings)
    {
        Run(mappings, "a,*\n1,2\n").Counts.Written.Should().Be(1);
        _pipelines.Read("out.csv").Should().Be("a,*\n1,2\n");
    }

    private RunReport Run(string mappings, string rows)
    {
        _pipelines.Write("in.csv", rows);
        return _pipelines.Run($$"""
            pipeline: values
            sources: { s: { csv: { path: in.csv } } }
            {{mappings}}
            targets: { t: { csv: { path: out.csv } } }
            """, new RunOptions());
    }
}
