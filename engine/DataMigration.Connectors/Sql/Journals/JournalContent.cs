using System.Text.Json;
using System.Text.Json.Serialization;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Journals;

/// <summary>What has to be known to undo a load, besides its rows.</summary>
internal sealed record JournalContent
{
    /// <summary>Where rows were written to.</summary>
    public required SqlName Table { get; init; }

    public required SqlMode Mode { get; init; }

    /// <summary>Whether no row stood in the table before the load, or none was left by it: all that stand there are the run's, unless somebody else has written them.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Whether other rows stood in the place of the run's.</summary>
    [JsonIgnore]
    public bool Empties => Mode is SqlMode.Truncate or SqlMode.Replace;

    /// <summary>Whether the run has made the table.</summary>
    public required bool IsMade { get; init; }

    /// <summary>The columns that tell rows apart; none where the table has no key and rows need not be told apart.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>The columns that are kept of a row: all that the database does not compute.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Why the load, when it began, could keep no journal after all, as the end of a sentence; null when it has.</summary>
    public string? Obstacle { get; init; }

    public string ToText() => JsonSerializer.Serialize(this, ConnectorJson.Default.JournalContent);

    /// <exception cref="MigrationException">It is none of ours.</exception>
    public static JournalContent Parse(string text, CheckpointPlace place)
    {
        try
        {
            if (JsonSerializer.Deserialize(text, ConnectorJson.Default.JournalContent) is { } content) return content;
        }
        catch (JsonException)
        {
            // As bad as none.
        }
        throw new MigrationException(SqlMessages.JournalUnread.At(null, place.Run, place.Target));
    }
}

/// <summary>What a row of a journal is.</summary>
internal static class JournalKind
{
    /// <summary>No row of the table: notes a transaction of the load, or what is kept beside.</summary>
    public const int Mark = 0;

    /// <summary>The run has added a row: its key.</summary>
    public const int Inserted = 1;

    /// <summary>The run has changed a row: what it was.</summary>
    public const int Changed = 2;

    /// <summary>The run has taken a row away: what it was.</summary>
    public const int Deleted = 3;

    /// <summary>Notes what an undoing has given back to a whole load's table: its transaction, or the row's hash.</summary>
    public const int Undone = 4;

    /// <summary>Notes that the table that was loaded beside has taken its place.</summary>
    public const int Replaced = 5;
}
