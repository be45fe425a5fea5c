using System.Text.Json;

namespace DataMigration.Connectors.Json;

/// <summary>What the platform's reader says about bad JSON, without the place, which it counts from other beginnings than we do.</summary>
internal static class JsonReason
{
    public static string Of(JsonException exception)
    {
        string message = exception.Message;
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        if (place >= 0) message = message[..place];
        // Nobody at a pipeline has reader options to change.
        return message.Replace(" which is not supported in this mode. Change the reader options.", "", StringComparison.Ordinal).TrimEnd(' ', '.');
    }
}
