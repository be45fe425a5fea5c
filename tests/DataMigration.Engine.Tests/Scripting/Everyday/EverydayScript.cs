namespace DataMigration.Tests.Scripting.Everyday;

/// <summary>A script of everyday.js.</summary>
/// <param name="Name">Behind the four slashes.</param>
/// <param name="Code">As written.</param>
/// <param name="Refused">Words of the message that refuses it; null when it runs.</param>
internal sealed record EverydayScript(string Name, string Code, string? Refused)
{
    private const string Mark = "//// ", Refusal = "// refused: ";

    public static IReadOnlyList<EverydayScript> All { get; } =
        [.. File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scripting", "Everyday", "everyday.js")).ReplaceLineEndings("\n").Split("\n" + Mark).Skip(1).Select(Read)];

    private static EverydayScript Read(string section)
    {
        var lines = section.Trim().Split('\n');
        bool isRefused = lines[1].StartsWith(Refusal, StringComparison.Ordinal);
        return new(lines[0], string.Join('\n', lines.Skip(isRefused ? 2 : 1)), isRefused ? lines[1][Refusal.Length..] : null);
    }
}
