using DataMigration.Failures;

namespace DataMigration.Tests.Failures;

public sealed class FailureSinkTests : IDisposable
{
    private static readonly Rule Reject = new(Stage.Validation, "required", null);
    private static readonly Rule Warning = Reject with { Severity = Severity.Warning };
    private readonly FailureSink _sink = new(3);

    public void Dispose() => _sink.Dispose();

    [Fact]
    public void A_row_collects_independent_reasons_and_no_echoes()
    {
        _sink.Fail(1, Reject, "email", "", "email is empty.").Should().BeTrue();
        _sink.Fail(1, Reject, "email", "", "email is no address.").Should().BeFalse();
        _sink.Fail(1, Reject, "name", (string?)null, "name is empty.").Should().BeTrue();
        _sink.Fail(1, Reject, null, (string?)null, "The row is odd.").Should().BeTrue();
        _sink.Failures.Select(f => f.Message).Should().Equal("email is empty.", "name is empty.", "The row is odd.");
        _sink.IsRejected(1).Should().BeTrue();
        _sink.IsRejected(0).Should().BeFalse();
        _sink.IsPoisoned(1, "email").Should().BeTrue();
        _sink.IsPoisoned(0, "email").Should().BeFalse();
        _sink.StopsRun.Should().BeFalse();
    }

    [Fact]
    public void A_warning_neither_rejects_nor_poisons()
    {
        _sink.Fail(0, Warning, "email", "x", "email is odd.").Should().BeTrue();
        _sink.Rejected.Should().BeNull();
        _sink.IsPoisoned(0, "email").Should().BeFalse();
        _sink.Failures.Should().HaveCount(1);
    }

    [Fact]
    public void A_rule_of_severity_fail_stops_the_run()
    {
        _sink.Fail(2, Reject with { Severity = Severity.Fail, Message = "Stop here." }, "id", "7", "built in.");
        _sink.StopsRun.Should().BeTrue();
        _sink.IsRejected(2).Should().BeTrue();
        _sink.Failures[0].Message.Should().Be("Stop here.", "the author's message wins");
    }

    [Fact]
    public void Poison_follows_the_mapping()
    {
        _sink.Fail(0, Reject, "first", "x", "first is odd.");
        _sink.Poison(2, "last");
        _sink.Remap([
            new("full_name", ["first", "last"]),
            new("id", ["id"]),
            new("first", []),
        ]);
        Enumerable.Range(0, 3).Select(row => _sink.IsPoisoned(row, "full_name")).Should().Equal(true, false, true);
        _sink.IsPoisoned(0, "first").Should().BeFalse("this is another field now");
        _sink.IsPoisoned(2, "last").Should().BeFalse();
        _sink.IsRejected(0).Should().BeTrue();
        _sink.IsRejected(2).Should().BeFalse();
    }

    [Fact]
    public void Long_values_are_cut_between_characters()
    {
        _sink.Fail(0, Reject, "a", new string('x', 199) + "𝄞𝄞", "m");
        _sink.Fail(0, Reject, "b", new string('x', 200), "m");
        _sink.Fail(0, Reject, "c", new byte[5000], "m");
        _sink.Failures[0].Value.Should().Be(new string('x', 199) + "…");
        _sink.Failures[1].Value.Should().Be(new string('x', 200));
        _sink.Failures[2].Value!.Length.Should().Be(FailureSink.MaxValueLength + 1);
    }
}
