namespace DataMigration.Cli.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData("datamigrate")]
    [InlineData("validate")]
    [InlineData("plan")]
    [InlineData("preview")]
    [InlineData("run")]
    [InlineData("resume")]
    [InlineData("replay")]
    [InlineData("rollback")]
    [InlineData("forget")]
    [InlineData("history")]
    [InlineData("show")]
    [InlineData("schema")]
    public async Task Help_reads_as_its_snapshot(string command)
    {
        var terminal = new TestTerminal();
        string[] args = command == "datamigrate" ? ["--help"] : [command, "--help"];
        (await terminal.RunAsync(args)).Should().Be(0);
        terminal.Error.Should().BeEmpty();
        // The name is that of whoever hosts the tests.
        Snapshot.Matches(terminal.Out.Replace(System.CommandLine.RootCommand.ExecutableName, "datamigrate", StringComparison.Ordinal), "help-" + command);
    }

    [Fact]
    public void Every_command_has_a_snapshot() =>
        CommandLine.Root(new Composition(), new TestTerminal().Terminal).Subcommands.Select(c => c.Name)
            .Should().OnlyContain(name => File.Exists(Repository.PathOf("tests", "DataMigration.Cli.Tests", "Snapshots", $"help-{name}.txt")));
}
