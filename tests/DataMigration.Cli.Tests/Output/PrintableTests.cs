namespace DataMigration.Cli.Output;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain, ünïcode 東京", "plain, ünïcode 東京")]
    [InlineData("a\e[31mb", "a\\u001b[31mb")]
    [InlineData("a\r\n\tb", "a\\r\\n\\tb")]
    [InlineData("a\u202eb", "a\\u202eb")]
    public void A_line_stays_a_line(string text, string expected) => Printable.Line(text).Should().Be(expected);

    [Fact]
    public void Lines_keep_their_breaks() => Printable.Lines("a\n\tb\u0007").Should().Be("a\n\tb\\u0007");

    [Theory]
    [InlineData("short", 8, "short")]
    [InlineData("much too long", 8, "much to…")]
    [InlineData("東京東京東京", 8, "東京東…")]
    public void Cutting_counts_columns(string text, int width, string expected) => Printable.Cut(text, width).Should().Be(expected);
}
