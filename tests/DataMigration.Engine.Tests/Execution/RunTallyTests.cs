using DataMigration.Connectors;
using DataMigration.Data;
using DataMigration.Execution;
using DataMigration.Failures;

namespace DataMigration.Tests.Execution;

public sealed class RunTallyTests
{
    [Fact]
    public void Every_row_ends_in_exactly_one_state()
    {
        using var batch = TestBatches.Empty(10);
        var failures = batch.Failures;
        var rule = new Rule(Stage.Validation, "required", null);
        failures.Fail(1, rule, "name", null, "name is empty.");
        failures.Fail(1, rule, "email", null, "email is empty.");
        failures.Fail(2, rule with { Severity = Severity.Warning }, "email", null, "email is empty.");
        using var taken = Rows(1, 2, 3, 4);
        using var skipped = Rows(4, 5);
        var tally = new RunTally([]);
        tally.AddRows(0, batch, 10, taken, skipped);
        tally.Counts.Should().Be(new RunCounts { Read = 10, Written = 3, Rejected = 1, Skipped = 1, Filtered = 5, Warnings = 1 });
        tally.Counts.AddUp.Should().BeTrue();
        tally.Reasons.Should().HaveCount(3);
    }

    [Fact]
    public void Rows_past_the_limit_do_not_count()
    {
        using var batch = TestBatches.Empty(10);
        var failures = batch.Failures;
        failures.Fail(7, new Rule(Stage.Mapping, "type", null), "id", "x", "id is 'x', which is not a whole number.");
        using var none = Rows();
        var tally = new RunTally([]);
        tally.AddRows(0, batch, 5, none, none);
        tally.Counts.Should().Be(new RunCounts { Read = 5, Filtered = 5 });
        tally.Reasons.Should().BeEmpty();
    }

    [Fact]
    public void A_target_that_loses_a_row_is_a_fault_of_ours()
    {
        var tally = new RunTally(["crm"]);
        var lost = () => tally.AddTarget(0, 3, 0, new WriteResult { Inserted = 2 });
        lost.Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM9002");
    }

    [Fact]
    public void After_a_failure_the_counts_are_those_of_the_last_commit()
    {
        using var batch = TestBatches.Empty(10);
        using var taken = Rows(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        using var none = Rows();
        var tally = new RunTally(["crm"]);
        tally.AddTarget(0, 10, 0, new WriteResult { Inserted = 10 });
        tally.AddRows(0, batch, 10, taken, none);
        tally.Keep();
        tally.AddTarget(0, 10, 0, new WriteResult { Inserted = 10 });
        tally.AddRows(0, batch, 10, taken, none);
        tally.Revert();
        tally.Counts.Written.Should().Be(10);
        tally.Targets([true])["crm"].Should().Be(new TargetReport { Offered = 10, Written = 10, Inserted = 10, Remains = true });
    }

    private static Bitmap Rows(params int[] rows)
    {
        var bitmap = new Bitmap(10);
        foreach (int row in rows) bitmap[row] = true;
        return bitmap;
    }
}
