namespace DataMigration.Cli.Output;

public sealed class LineDiffTests
{
    [Fact]
    public void The_same_text_differs_nowhere() => LineDiff.Of("a\nb\n", "a\r\nb").Should().BeEmpty();

    [Fact]
    public void A_change_stands_between_two_lines_of_what_is_around_it() =>
        LineDiff.Of("1\n2\n3\n4\n5\n6\n7\n8\n9\n10", "1\n2\n3\nfour\n5\n6\n7\n8\n9\n10\n11").Should()
            .Equal("@@ line 2 @@", " 2", " 3", "-4", "+four", " 5", " 6", "@@ line 9 @@", " 9", " 10", "+11");

    [Fact]
    public void A_text_of_nothing_is_all_new_or_all_gone()
    {
        LineDiff.Of("", "a\nb").Should().Equal("@@ line 1 @@", "+a", "+b");
        LineDiff.Of("a\nb", "").Should().Equal("@@ line 1 @@", "-a", "-b");
    }

    [Fact]
    public void What_moved_is_gone_here_and_new_there() =>
        LineDiff.Of("a\nb\nc", "b\nc\na").Should().Equal("@@ line 1 @@", "-a", " b", " c", "+a");
}
