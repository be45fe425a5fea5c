using System.Text.Json;

namespace DataMigration.Cli.Output;

/// <summary>Findings for programs: an array, empty when there are none.</summary>
internal static class FindingsJson
{
    public static void Write(TextWriter output, Findings findings) =>
        output.WriteLine(JsonSerializer.Serialize(findings.Items.Select(FindingRecord.Of), OutputJson.Style));
}
