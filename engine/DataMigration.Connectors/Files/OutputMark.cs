using System.Text.Json;
using DataMigration.Declarations;
using DataMigration.Failures;

namespace DataMigration.Connectors.Files;

/// <summary>Where an unfinished load into files stands.</summary>
/// <param name="Lengths">Bytes of each file so far, in their order; of all but the last they are final.</param>
/// <param name="Rows">Rows in the last one.</param>
/// <param name="IsEmpty">Whether it has no row yet, so that the next goes without a separator.</param>
/// <param name="IsSealed">Whether the last one is whole, too: only names are left to be given.</param>
internal sealed record OutputMark(IReadOnlyList<long> Lengths, long Rows, bool IsEmpty, bool IsSealed)
{
    public string ToText() => JsonSerializer.Serialize(this);

    /// <exception cref="MigrationException">It is none of ours.</exception>
    public static OutputMark Parse(string text, FilePath path)
    {
        try
        {
            if (JsonSerializer.Deserialize<OutputMark>(text) is { Lengths.Count: > 0 } mark) return mark;
        }
        catch (JsonException)
        {
            // As bad as one without files.
        }
        throw new MigrationException(FileMessages.PartMissing.At(path.Span, path.Text, "", "what it noted of the load cannot be read"));
    }
}
