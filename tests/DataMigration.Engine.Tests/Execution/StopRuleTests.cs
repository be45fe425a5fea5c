using DataMigration.Data;
using DataMigration.Declarations;
using DataMigration.Diagnostics;
using DataMigration.Execution;
using DataMigration.Failures;

namespace DataMigration.Tests.Execution;

public sealed class StopRuleTests
{
    private static readonly Rule Reject = new(Stage.Validation, "required", null);
    private static readonly Rule Fatal = new(Stage.Validation, "range", new SourceSpan("p.yaml", 4, 5, 1)) { Severity = Severity.Fail };

    [Fact]
    public void Without_a_threshold_every_row_counts()
    {
        using var batch = Failing(100, Enumerable.Range(0, 100));
        new StopRule(null).Limit(batch, 100, new RunCounts()).Should().Be(100);
    }

    [Fact]
    public void A_count_stops_with_the_row_that_passes_it()
    {
        Parse("2", out var limit);
        using var batch = Failing(100, [10, 20, 30, 40]);
        var stop = new StopRule(limit);
        stop.Limit(batch, 100, new RunCounts()).Should().Be(31);
        stop.Reason!.Code.Should().Be("DM4002");
    }

    [Fact]
    public void A_share_is_not_asked_before_the_thousandth_row()
    {
        Parse("5%", out var limit);
        using var batch = Failing(500, Enumerable.Range(0, 500));
        var stop = new StopRule(limit);
        stop.Limit(batch, 500, new RunCounts()).Should().Be(500);
        stop.Exceeded(new RunCounts { Read = 500, Rejected = 500 }, atEnd: false).Should().BeFalse();
    }

    [Fact]
    public void A_share_is_asked_at_the_thousandth_row_even_when_that_row_is_good()
    {
        Parse("5%", out var limit);
        using var batch = Failing(300, []);
        new StopRule(limit).Limit(batch, 300, new RunCounts { Read = 900, Rejected = 60 }).Should().Be(100);
    }

    [Fact]
    public void A_share_is_asked_at_the_end_of_a_short_source()
    {
        Parse("5%", out var limit);
        new StopRule(limit).Exceeded(new RunCounts { Read = 10, Rejected = 1 }, atEnd: true).Should().BeTrue();
    }

    [Fact]
    public void A_rule_of_severity_fail_stops_at_its_first_row()
    {
        using var batch = Failing(100, [10]);
        batch.Failures.Fail(20, Fatal, "balance", "-1", "balance is -1, less than 0.");
        batch.Failures.Fail(30, Fatal, "balance", "-1", "balance is -1, less than 0.");
        var stop = new StopRule(null);
        stop.Limit(batch, 100, new RunCounts()).Should().Be(21);
        stop.Reason!.ToString().Should().Be("p.yaml:4:5: error DM4003: stopped by a rule of severity fail: balance is -1, less than 0.");
    }

    private static RecordBatch Failing(int rows, IEnumerable<int> bad)
    {
        var batch = TestBatches.Empty(rows);
        foreach (int row in bad) batch.Failures.Fail(row, Reject, "email", null, "email is empty.");
        return batch;
    }

    private static void Parse(string text, out Threshold limit) => Threshold.TryParse(text, out limit).Should().BeTrue();
}
