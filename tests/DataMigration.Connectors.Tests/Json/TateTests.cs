using System.Text.Json;
using DataMigration.Connectors.Json;
using DataMigration.Data;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Json;

/// <summary>The Tate's artists, against what another reader counted in them.</summary>
public sealed class TateTests
{
    [SkippableFact]
    public async Task Fields_types_and_counts_are_as_expected()
    {
        string folder = SharedData.Folder("tate"), file = Path.Combine(folder, "artists.jsonl");
        using var expected = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "EXPECTED-jsonl.json")));
        var artists = expected.RootElement.GetProperty("artists.jsonl");
        var read = await JsonReading.LinesAsync(new JsonlSourceOptions { Path = new("artists.jsonl", file, default) }, asked: ["birth.place.name", "birth.time.startYear"]);
        read.Failures.Should().BeEmpty();
        read.Rows.Should().HaveCount(artists.GetProperty("lines").GetInt32());
        var fields = read.Schema.Fields.Where(f => !f.IsPart).ToList();
        fields.Select(f => f.Name).Should().BeEquivalentTo(artists.GetProperty("fields").EnumerateObject().Select(p => p.Name));
        foreach (var field in artists.GetProperty("fields").EnumerateObject())
        {
            int at = read.Schema.IndexOf(field.Name), nulls = 0;
            var types = field.Value.GetProperty("types");
            if (types.TryGetProperty("NoneType", out var none)) nulls = none.GetInt32();
            read.Rows.Count(r => r[at] is not null).Should().Be(field.Value.GetProperty("present").GetInt32() - nulls, field.Name);
            read.Schema[at].Type.Should().Be(types.TryGetProperty("dict", out _) || types.TryGetProperty("list", out _) ? DataType.Json : DataType.Text, field.Name);
        }
        read.Rows.Select(r => r[read.Schema.IndexOf("id")]).Distinct().Should().HaveCount(3534);
        int name = read.Schema.IndexOf("birth.place.name"), birth = read.Schema.IndexOf("birth");
        for (int row = 0; row < read.Rows.Count; row++) read.Rows[row][name].Should().Be(NameIn((string?)read.Rows[row][birth]));
        read.Rows.Count(r => r[name] is not null).Should().BeGreaterThan(3000);
    }

    private static string? NameIn(string? birth)
    {
        if (birth is null) return null;
        using var parsed = JsonDocument.Parse(birth);
        return parsed.RootElement.TryGetProperty("place", out var place) && place.TryGetProperty("name", out var name) ? name.GetString() : null;
    }
}
