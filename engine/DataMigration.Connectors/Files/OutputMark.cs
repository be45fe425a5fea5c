using System.Text.Json;
using System.Text.Json.Serialization;
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
    private static readonly JsonSerializerOptions Strict = new() { TypeInfoResolver = ConnectorJson.Default, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public string ToText() => JsonSerializer.Serialize(this, Strict);

    /// <param name="text">What <see cref="ToText"/> made.</param>
    /// <param name="path">Of the target; one without a number has one file.</param>
    /// <exception cref="MigrationException">It is none of ours.</exception>
    public static OutputMark Parse(string text, FilePath path)
    {
        try
        {
            if (JsonSerializer.Deserialize<OutputMark>(text, Strict) is { Lengths.Count: > 0, Rows: >= 0 } mark
                && mark.Lengths.All(l => l >= 0) && (mark.Lengths.Count == 1 || NumberedName.Has(path))) return mark;
        }
        catch (JsonException)
        {
            // As bad as one without files.
        }
        throw new MigrationException(FileMessages.PartMissing.At(path.Span, path.Text, "", "what it noted of the load cannot be read"));
    }
}
