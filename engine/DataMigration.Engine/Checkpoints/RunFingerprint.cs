using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DataMigration.Configuration;
using DataMigration.Connectors;
using DataMigration.Execution;
using DataMigration.Planning;

namespace DataMigration.Checkpoints;

/// <summary>What a run was made of, part by part: the pipeline's files, its parameters, what its sources and targets were when it began. A run is taken up only with the same.</summary>
public sealed class RunFingerprint
{
    private readonly SortedDictionary<string, string> _parts;

    private RunFingerprint(SortedDictionary<string, string> parts) => _parts = parts;

    /// <summary>For the state store; <see cref="Parse"/> reads it.</summary>
    public string ToText() => JsonSerializer.Serialize(_parts, EngineJson.Default.SortedDictionaryStringString);

    /// <summary>One that <see cref="ToText"/> wrote; of anything else an empty one, which nothing is equal to.</summary>
    public static RunFingerprint Parse(string text)
    {
        try
        {
            return new RunFingerprint(new(JsonSerializer.Deserialize(text, EngineJson.Default.DictionaryStringString) ?? [], StringComparer.Ordinal));
        }
        catch (JsonException)
        {
            return new RunFingerprint(new(StringComparer.Ordinal));
        }
    }

    /// <summary>After the sources were discovered and the targets checked.</summary>
    internal static RunFingerprint Of(LoadedPipeline loaded, Planner planner, string? environment)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // By names that are the same from wherever the run is begun and taken up.
        foreach (var (file, text) in loaded.Texts) parts[$"file {Path.GetRelativePath(loaded.StateDirectory, Path.GetFullPath(file))}"] = Hash(text);
        foreach (var script in loaded.Definition!.Scripts.Where(s => File.Exists(s.FullPath))) parts[$"script {script.Text}"] = Hash(File.ReadAllText(script.FullPath));
        foreach (var (name, value) in loaded.Parameters) parts[$"parameter {name}"] = Hash(value.Text ?? "null");
        parts["environment"] = environment ?? "none";
        foreach (var (name, source) in planner.Sources)
            if (source is IResumableSource resumable) parts[$"source {name}"] = resumable.Identity;
        foreach (var target in planner.Targets)
            if (target.Target is IResumableTarget { Layout: { } layout }) parts[$"target {target.Name}"] = layout;
        return new RunFingerprint(parts);
    }

    /// <summary>What is another now, each as a phrase for people; none when all is as it was. What a target has got since (the table that the run itself has made) is no change.</summary>
    public IReadOnlyList<string> Changes(RunFingerprint now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var changes = new List<string>();
        foreach (string part in _parts.Keys.Union(now._parts.Keys).Order(StringComparer.Ordinal))
        {
            string? before = _parts.GetValueOrDefault(part), after = now._parts.GetValueOrDefault(part);
            if (before == after || (before is null && part.StartsWith("target ", StringComparison.Ordinal))) continue;
            changes.Add(
                before is null ? $"{part} is new" :
                after is null ? $"{part} is gone" :
                part.StartsWith("source ", StringComparison.Ordinal) ? $"{part} was {before} and is {after}" :
                part == "environment" ? $"the environment was {before} and is {after}" :
                $"{part} is another");
        }
        return changes;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}
