using System.IO.Compression;
using DataMigration.Connectors.Files;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Files;

public sealed class InputFilesTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.csv", "a.csv")]
    [InlineData("*.csv", "B.csv a.csv b.csv")]
    [InlineData("?.csv", "B.csv a.csv b.csv")]
    [InlineData("*", "B.csv a.csv b.csv c.txt")]
    [InlineData(".*", ".out.csv.r1.tmp")]
    [InlineData("x/*.csv", "x/1.csv x/10.csv x/2.csv")]
    [InlineData("*/1.csv", "x/1.csv y.d/1.csv")]
    [InlineData("**/1.csv", "x/1.csv x/z/1.csv y.d/1.csv")]
    [InlineData("**/*.csv", "B.csv a.csv b.csv x/1.csv x/10.csv x/2.csv x/z/1.csv y.d/1.csv")]
    [InlineData("x/**", "x/1.csv x/10.csv x/2.csv x/z/1.csv")]
    [InlineData("x/**/**/1.csv", "x/1.csv x/z/1.csv")]
    [InlineData("./x/../x/z/*", "./x/../x/z/1.csv")]
    public void A_pattern_stands_for_files_in_the_order_of_their_names(string pattern, string expected)
    {
        foreach (string folder in new[] { "x/z", "y.d", ".hidden" }) Directory.CreateDirectory(_folder.At(folder).FullPath);
        foreach (string name in new[] { "a.csv", "b.csv", "B.csv", "c.txt", ".out.csv.r1.tmp", "x/1.csv", "x/2.csv", "x/10.csv", "x/z/1.csv", "y.d/1.csv", ".hidden/1.csv" }) _folder.Write(name, name);
        var found = InputFiles.Find(At(pattern));
        string.Join(' ', found.Select(f => f.Name)).Should().Be(expected);
        found.Select(f => f.Number).Should().Equal(Enumerable.Range(0, found.Count));
        found.Select(f => File.ReadAllText(f.FullPath)).Should().Equal(found.Select(f => Path.GetRelativePath(_folder.Path, f.FullPath)));
    }

    [Fact]
    public void A_link_back_is_not_followed_for_ever()
    {
        Directory.CreateDirectory(_folder.At("x/y").FullPath);
        _folder.Write("x/y/1.csv", "");
        Directory.CreateSymbolicLink(_folder.At("x/y/back").FullPath, _folder.At("x").FullPath);
        InputFiles.Find(At("**/*.csv")).Select(f => f.Name).Should().Equal("x/y/1.csv");
    }

    [Fact]
    public void A_file_that_has_the_pattern_for_a_name_wins()
    {
        _folder.Write("a*.csv", "");
        _folder.Write("ab.csv", "");
        InputFiles.Find(At("a*.csv")).Select(f => f.Name).Should().Equal("a*.csv");
    }

    [Theory]
    [InlineData("*.csv")]
    [InlineData("no/such/*.csv")]
    [InlineData("**/x?.csv")]
    public void Nothing_that_matches_is_a_failure(string pattern)
    {
        _folder.Write("a.txt", "");
        FluentActions.Invoking(() => InputFiles.Find(At(pattern))).Should().Throw<MigrationException>().Which.Diagnostic.Message.Should().Be($"no file matches '{pattern}'");
    }

    [Fact]
    public void Every_entry_of_a_zip_file_is_an_input()
    {
        Zip("d.zip", "b.csv", "a/", "a/2.csv", "__MACOSX/._b.csv", "a/1.csv");
        InputFiles.Find(At("d.zip")).Select(f => f.Name).Should().Equal("d.zip/a/1.csv", "d.zip/a/2.csv", "d.zip/b.csv");
        InputFiles.Find(At("d.zip/b.csv")).Select(f => f.Entry).Should().Equal("b.csv");
        InputFiles.Find(At("d.zip/a/?.csv")).Select(f => f.Entry).Should().Equal("a/1.csv", "a/2.csv");
        InputFiles.Find(At("d.zip/**/?.csv")).Select(f => f.Entry).Should().Equal("a/1.csv", "a/2.csv", "b.csv");
        FluentActions.Invoking(() => InputFiles.Find(At("d.zip/c.csv"))).Should().Throw<MigrationException>().Which.Diagnostic.Message.Should().Be("'d.zip' holds no file that matches 'c.csv'");
    }

    [Fact]
    public void A_pattern_may_find_several_zip_files_and_others()
    {
        Zip("b.zip", "2", "1");
        Zip("c.zip", "3");
        _folder.Write("a.csv", "");
        var found = InputFiles.Find(At("*"));
        found.Select(f => f.Name).Should().Equal("a.csv", "b.zip/1", "b.zip/2", "c.zip/3");
        found.Select(f => f.Number).Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public void A_zip_file_without_files_is_a_failure()
    {
        Zip("d.zip", "a/");
        FluentActions.Invoking(() => InputFiles.Find(At("d.zip"))).Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3014");
    }

    [Fact]
    public void A_hyphen_is_standard_input() => InputFiles.Find(At("-")).Should().ContainSingle().Which.Length.Should().BeNull();

    private Declarations.FilePath At(string text) => _folder.At(text) with { FullPath = Path.GetFullPath(text, _folder.Path) };

    private void Zip(string name, params string[] entries)
    {
        using var zip = ZipFile.Open(_folder.At(name).FullPath, ZipArchiveMode.Create);
        foreach (string entry in entries)
        {
            using var stream = zip.CreateEntry(entry).Open();
            if (!entry.EndsWith('/')) stream.Write("x"u8);
        }
    }
}
