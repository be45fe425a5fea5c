using DataMigration.Cli.Output;
using DataMigration.Execution;

namespace DataMigration.Cli.Output;

public sealed class RunSummaryTests
{
    [Theory]
    [InlineData("good")]
    [InlineData("rejects")]
    [InlineData("dry-run")]
    [InlineData("failed")]
    public void A_summary_reads_as_its_snapshot(string name) => Snapshot.Matches(Summary(ReportOf(name)), "summary-" + name);

    [Fact]
    public void A_second_run_that_changed_nothing_says_so()
    {
        var second = TestReports.Good with
        {
            Targets = new Dictionary<string, TargetReport> { ["crm"] = new() { Offered = 5000, Written = 5000, Unchanged = 5000 } },
        };
        Summary(second).Should().Contain("Nothing changed: the target had every row already.");
        Summary(second with { DryRun = true }).Should().Contain("Nothing would change");
    }

    [Fact]
    public void The_same_rejects_as_before_are_no_change_either() =>
        Summary(TestReports.WithRejects with
        {
            Targets = new Dictionary<string, TargetReport> { ["crm"] = new() { Offered = 4940, Written = 4940, Unchanged = 4940 } },
        }).Should().Contain("Nothing changed: the target had every other row already.");

    [Fact]
    public void A_failed_run_claims_nothing_about_the_target() =>
        Summary(TestReports.Failed with
        {
            Targets = new Dictionary<string, TargetReport> { ["crm"] = new() { Offered = 2000, Written = 2000, Unchanged = 2000 } },
        }).Should().NotContain("Nothing changed");

    [Fact]
    public void Rows_left_out_by_the_mode_change_nothing_either_and_may_not_be_there() =>
        Summary(TestReports.Good with
        {
            Counts = new RunCounts { Read = 5, Skipped = 5 },
            Targets = new Dictionary<string, TargetReport> { ["crm"] = new() { Offered = 5, Skipped = 5 } },
        }).Should().Contain("Nothing changed.").And.NotContain("already");

    [Fact]
    public void An_empty_source_does_not_claim_that_the_target_had_every_row() =>
        Summary(TestReports.Good with
        {
            Counts = new RunCounts(),
            Targets = new Dictionary<string, TargetReport> { ["crm"] = new() },
        }).Should().NotContain("Nothing changed");

    [Fact]
    public void Something_changed_in_one_of_two_targets_is_a_change() =>
        Summary(TestReports.Good with
        {
            Targets = new Dictionary<string, TargetReport> { ["a"] = new() { Offered = 5000, Written = 5000, Unchanged = 5000 }, ["b"] = new() { Offered = 1, Written = 1, Changed = 1 } },
        }).Should().NotContain("Nothing changed");

    [Fact]
    public void Counts_that_do_not_add_up_are_shown_as_unequal() =>
        Summary(TestReports.Good with { Counts = new RunCounts { Read = 5, Written = 4 } }).Should().Contain("5 read ≠ 4 written");

    [Fact]
    public void Colours_are_for_terminals_only()
    {
        Summary(TestReports.WithRejects).Should().NotContain("\e[");
        Summary(TestReports.WithRejects, paint: true).Should().Contain("\e[33mcompleted with rejects\e[0m");
    }

    [Fact]
    public void Data_cannot_drive_the_terminal() => Summary(TestReports.DryRun).Should().Contain("Bob\\u001b[2J").And.NotContain("\e");

    [Fact]
    public void A_preview_wider_than_the_window_counts_what_it_leaves_out()
    {
        string narrow = Summary(TestReports.DryRun, width: 40);
        narrow.Should().Contain("… and 1 field more; --output json has them all");
        narrow.Split('\n').Where(l => l.StartsWith("   ", StringComparison.Ordinal)).Should().OnlyContain(l => Printable.Width(l) <= 40);
    }

    private static string Summary(RunReport report, bool paint = false, int? width = null)
    {
        var output = new StringWriter { NewLine = "\n" };
        new RunSummary(output, new Paint(paint), width).Write(report, reportPath: null);
        return output.ToString();
    }

    private static RunReport ReportOf(string name) => name switch
    {
        "good" => TestReports.Good,
        "rejects" => TestReports.WithRejects,
        "dry-run" => TestReports.DryRun,
        _ => TestReports.Failed,
    };
}
