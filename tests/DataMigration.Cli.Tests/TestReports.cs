using DataMigration.Execution;
using DataMigration.State;

namespace DataMigration.Cli;

/// <summary>Reports as runs leave them.</summary>
internal static class TestReports
{
    public static RunReport Good { get; } = new()
    {
        Run = "20261122T083015Z-customers-7f3a",
        Pipeline = "customers",
        Status = RunStatus.Completed,
        DryRun = false,
        Fingerprint = "sha256:1234",
        Started = new DateTimeOffset(2026, 11, 22, 8, 30, 15, TimeSpan.Zero),
        DurationSeconds = 2.5,
        Counts = new RunCounts { Read = 5000, Written = 5000 },
        Sources = new Dictionary<string, SourceReport> { ["legacy"] = new(5000, 702113) },
        Targets = new Dictionary<string, TargetReport> { ["crm"] = new() { Offered = 5000, Written = 5000, Inserted = 5000, Remains = true } },
        Rejects = new RejectsReport(null, null, []),
        Stages = new StageTimes(1.2, 0.6, 0.4),
        ExitCode = 0,
    };

    public static RunReport WithRejects { get; } = Good with
    {
        Status = RunStatus.CompletedWithRejects,
        Counts = new RunCounts { Read = 5000, Written = 4940, Rejected = 52, Filtered = 5, Skipped = 3, Warnings = 4 },
        Targets = new Dictionary<string, TargetReport>
        {
            ["crm"] = new() { Offered = 4943, Written = 4940, Inserted = 4000, Changed = 900, Unchanged = 40, Skipped = 3, Remains = true },
        },
        Rejects = new RejectsReport("/data/rejects/customers.csv", "/data/rejects/customers.reasons.jsonl",
        [
            new("required", "email", "reject", 31, "email is empty."),
            new("too-old", null, "reject", 21, "Customer is older than the cut-off."),
            new("range", "balance", "warning", 4, "balance is -5, which is less than 0."),
        ]),
        Error = new RunError("DM4004", "52 of 5000 rows were rejected, more than `accept: 0` allows", "Mend the rejected rows and load them, or raise `rejects.accept`."),
        ExitCode = 1,
    };

    public static RunReport DryRun { get; } = WithRejects with
    {
        DryRun = true,
        Rejects = WithRejects.Rejects with { Path = null, Reasons = null },
        Preview =
        [
            new PreviewRow(2, new Dictionary<string, string?> { ["legacy_id"] = "1", ["name"] = "Ann 東京", ["email"] = "a@b.org", ["note"] = "" }, []),
            new PreviewRow(13, new Dictionary<string, string?> { ["legacy_id"] = "2", ["name"] = "Bob\e[2J", ["email"] = null, ["note"] = new string('x', 60) }, ["email is empty."]),
        ],
    };

    public static RunReport Failed { get; } = Good with
    {
        Status = RunStatus.Failed,
        Counts = new RunCounts { Read = 2000, Written = 2000 },
        Targets = new Dictionary<string, TargetReport> { ["crm"] = new() { Offered = 2000, Written = 2000, Inserted = 2000 } },
        Error = new RunError("DM3001", "'out/x.csv' cannot be written: no space left on device", "Free some space."),
        ExitCode = 3,
    };
}
