namespace DataMigration.Cli;

/// <summary>Pipelines of <c>tests/cases/</c> and <c>examples/</c>, run whole by the engine as the program composes it.</summary>
public sealed class GoldenCasesTests
{
    public static TheoryData<string> Cases => Folders("tests", "cases");

    public static TheoryData<string> Examples => Folders("examples");

    [Theory]
    [MemberData(nameof(Cases))]
    public Task A_case_comes_out_as_written_down(string name) => CaseFolder.MatchesAsync(Repository.PathOf("tests", "cases", name));

    [Theory]
    [MemberData(nameof(Examples))]
    public Task An_example_comes_out_as_written_down(string name) => CaseFolder.MatchesAsync(Repository.PathOf("examples", name));

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public Task A_case_comes_out_of_the_native_program_as_well(string name) => NativelyAsync("tests", "cases", name);

    [SkippableTheory]
    [MemberData(nameof(Examples))]
    public Task An_example_comes_out_of_the_native_program_as_well(string name) => NativelyAsync("examples", name);

    [Fact]
    public void Every_example_is_in_the_list_that_people_read() =>
        Names("examples").Should().OnlyContain(name => File.ReadAllText(Repository.PathOf("examples", "README.md")).Contains($"[{name}]({name}/"));

    private static async Task NativelyAsync(params string[] parts)
    {
        Skip.If(Repository.Native is null, "There is no native program; tests/run makes one.");
        await CaseFolder.MatchesAsync(Repository.PathOf(parts), natively: true);
    }

    private static TheoryData<string> Folders(params string[] parts) => new(Names(parts));

    private static IEnumerable<string> Names(params string[] parts) =>
        Directory.EnumerateDirectories(Repository.PathOf(parts)).Select(d => Path.GetFileName(d)!).OrderBy(n => n, StringComparer.Ordinal);
}
