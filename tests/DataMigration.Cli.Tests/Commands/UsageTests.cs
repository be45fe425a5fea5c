namespace DataMigration.Cli.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("vaildate", "vaildate x.yaml")]
    [InlineData("no file or folder 'nosuch.yaml'", "validate nosuch.yaml")]
    [InlineData("no file or folder 'nosuch.yaml'", "plan nosuch.yaml")]
    [InlineData("not '0'", "run . --rows 0")]
    [InlineData("not 'two'", "run . --workers two")]
    [InlineData("name=value, not 'cutoff'", "run . --set cutoff")]
    [InlineData("gives 'a' twice", "run . --set a=1 --set a=2")]
    [InlineData("no project file 'nosuch'", "validate . --project nosuch")]
    [InlineData("github", "run . --output github")]
    [InlineData("Required argument", "run")]
    public async Task Bad_usage_is_said_on_stderr_and_ends_with_2(string expected, string line)
    {
        var terminal = new TestTerminal();
        (await terminal.RunAsync(line.Split(' '))).Should().Be(2);
        terminal.Out.Should().BeEmpty();
        terminal.Error.Should().Contain(expected);
    }
}
