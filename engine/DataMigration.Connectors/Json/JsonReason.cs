using System.Text.Json;

namespace DataMigration.Connectors.Json;

/// <summary>What the platform's reader says about bad JSON, without the place, which it counts from other beginnings than we do.</summary>
internal static class JsonReason
{
    public static string Of(JsonException exception)
    {
        string message = exception.Message;
        int place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (place < 0 ? message : message[..place]).TrimEnd(' ', '.');
    }
}
