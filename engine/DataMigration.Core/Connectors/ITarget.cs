using DataMigration.Data;
using DataMigration.Diagnostics;
using DataMigration.Journals;

namespace DataMigration.Connectors;

/// <summary>
/// Where rows go. A class with <c>[Component(ComponentKind.Target, …)]</c> and a constructor <c>(TOptions options, ConnectorContext context)</c>
/// that touches neither network nor data. The engine calls <see cref="Validate"/>, then <see cref="CheckAsync"/>, then <see cref="OpenAsync"/> once.
/// </summary>
public interface ITarget
{
    /// <summary>What can be said against these fields without I/O (a type the target cannot hold without loss).
    /// Field names in the options were checked by the planner already.</summary>
    void Validate(RecordSchema schema, DiagnosticBag diagnostics);

    /// <summary>Looks at the real target (does the table exist, do its columns fit) and touches nothing.</summary>
    /// <exception cref="Failures.MigrationException">The target cannot be reached.</exception>
    ValueTask CheckAsync(RecordSchema schema, DiagnosticBag diagnostics, CancellationToken cancellationToken);

    /// <summary>Opens it for writing.</summary>
    /// <exception cref="Failures.MigrationException">The target cannot be opened.</exception>
    ValueTask<ITargetWriter> OpenAsync(WriteRequest request, CancellationToken cancellationToken);

    /// <summary>Whether its rows go to standard output, so that nothing else may.</summary>
    bool WritesToStandardOutput => false;

    /// <summary>Why the rows of a later run cannot be added to those of an earlier one (a file is replaced), as the end of a sentence, or null when they can.</summary>
    string? ReplayObstacle => null;

    /// <summary>What <c>plan</c> prints: mode, guarantees.</summary>
    IReadOnlyList<string> Facts { get; }
}

/// <summary>What a target needs to know to open.</summary>
/// <param name="Schema">The fields of every batch it will get.</param>
/// <param name="RunId">The run, for temporary names.</param>
/// <param name="Pipeline">The pipeline's name: one run of it at a time may load a target.</param>
/// <param name="DryRun">Everything but the effect: the counts come out as they would, nothing remains.</param>
public sealed record WriteRequest(RecordSchema Schema, string RunId, string Pipeline, bool DryRun)
{
    /// <summary>A folder, not made yet, for what outgrows memory.</summary>
    public string SpillFolder { get; init; } = Path.GetTempPath();

    /// <summary>How the load is kept fit to be taken up, or null when it is not (only an <see cref="IResumableTarget"/> is asked).</summary>
    public CheckpointRequest? Checkpoints { get; init; }

    /// <summary>Where to write down what undoes the load, or null when nobody asks (only an <see cref="IJournaledTarget"/> is asked). The same journal goes on when the run is taken up.</summary>
    public JournalRequest? Journal { get; init; }
}
