using System.Text.Json;
using System.Text.Json.Serialization;
using DataMigration.Execution;

namespace DataMigration.Checkpoints;

/// <summary>All that a run has to remember of the rows it has committed, so that another process can go on behind them.</summary>
internal sealed record Checkpoint
{
    public const int CurrentVersion = 1;

    private static readonly JsonSerializerOptions Json = new(ReportJson.Options) { WriteIndented = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public int Version { get; init; } = CurrentVersion;

    public required string Run { get; init; }

    /// <summary>Commits so far.</summary>
    public required long Number { get; init; }

    /// <summary>How far the sources were read.</summary>
    public required ReadPosition Position { get; init; }

    /// <summary>No rows are left: only the end of the load is.</summary>
    public bool AtEnd { get; init; }

    public required TallyState Tally { get; init; }

    /// <summary>By input.</summary>
    public required IReadOnlyList<RejectMark> Rejects { get; init; }

    /// <summary>Keys that each step and rule with a memory has been shown.</summary>
    public required IReadOnlyList<long> Keys { get; init; }

    /// <summary>By target, in its own words.</summary>
    public required IReadOnlyDictionary<string, string?> Marks { get; init; }

    /// <summary>What each target that keeps checkpoints made of the rows of the last commit; only where there are several, since some may have committed and others not.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<BlockOutcome>>? Outcomes { get; init; }

    /// <summary>How long the run has taken, all attempts together.</summary>
    public required double Seconds { get; init; }

    public string ToText() => JsonSerializer.Serialize(this, Json);

    /// <exception cref="Failures.MigrationException">It is none of ours.</exception>
    public static Checkpoint Parse(string text, string run, string place)
    {
        try
        {
            var found = JsonSerializer.Deserialize<Checkpoint>(text, Json);
            if (found is { Version: CurrentVersion } && found.Run == run) return found;
        }
        catch (JsonException)
        {
            // As bad as one of another version.
        }
        throw new Failures.MigrationException(CheckpointMessages.Unreadable.At(null, run, place));
    }
}

/// <param name="Input">The input at hand, by its place in the plan.</param>
/// <param name="Cursor">Where reading goes on in it; null = at its start.</param>
/// <param name="Bytes">How much of it has been read, or null when unknown.</param>
/// <param name="Rows">Source rows taken, of all inputs.</param>
/// <param name="IsCut">The run ended within a block: no cursor says where.</param>
internal sealed record ReadPosition(int Input, string? Cursor, long? Bytes, long Rows, bool IsCut)
{
    public bool IsSamePlace(ReadPosition other) => (Input, Cursor, Rows) == (other.Input, other.Cursor, other.Rows);
}

/// <summary>How long a source's reject files are.</summary>
/// <param name="Rows">Bytes of the rows' file.</param>
/// <param name="Reasons">Bytes of the reasons' file.</param>
/// <param name="Count">Rows filed.</param>
internal readonly record struct RejectMark(long Rows, long Reasons, long Count);
