using System.IO.Compression;
using DataMigration.Connectors.Files;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Files;

public sealed class TemporaryFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Appears_whole_when_completed()
    {
        using var file = new TemporaryFile(_folder.At("a/f.txt"), "r1", IfExists.Replace);
        file.Write("one "u8);
        file.Flush();
        file.Write("two"u8);
        _folder.Content().Should().Equal("a", "a/.f.txt.r1.tmp");
        File.ReadAllText(_folder.At("a/.f.txt.r1.tmp").FullPath).Should().Be("one ");
        file.Complete();
        _folder.Content().Should().Equal("a", "a/f.txt");
        File.ReadAllText(_folder.At("a/f.txt").FullPath).Should().Be("one two");
    }

    [Theory]
    [InlineData("f.bin")]
    [InlineData("f.bin.gz")]
    public void A_large_one_goes_to_the_disk_piece_by_piece_and_is_whole(string name)
    {
        byte[] piece = new byte[1 << 20];
        new Random(1).NextBytes(piece);
        using (var file = new TemporaryFile(_folder.At(name), "r1", IfExists.Replace))
        {
            for (int i = 0; i < 50; i++) file.Write(piece);
            file.Complete();
        }
        using var written = File.OpenRead(_folder.At(name).FullPath);
        using Stream read = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(written, CompressionMode.Decompress) : written;
        byte[] found = new byte[piece.Length];
        for (int i = 0; i < 50; i++)
        {
            read.ReadExactly(found);
            found.AsSpan().SequenceEqual(piece).Should().BeTrue();
        }
        read.ReadByte().Should().Be(-1);
    }

    [Fact]
    public void A_large_one_that_is_left_leaves_nothing()
    {
        using (var file = new TemporaryFile(_folder.At("a/f.bin"), "r1", IfExists.Replace))
            for (int i = 0; i < 40; i++) file.Write(new byte[1 << 20]);
        _folder.Content().Should().BeEmpty();
    }

    [Fact]
    public void A_folder_that_others_use_meanwhile_stays()
    {
        using (new TemporaryFile(_folder.At("a/b/f.txt"), "r1", IfExists.Replace)) _folder.Write("a/other.txt", "x");
        _folder.Content().Should().Equal("a", "a/other.txt");
    }

    [SkippableFact]
    public void A_pipe_keeps_its_place()
    {
        Skip.If(OperatingSystem.IsWindows());
        using (var mkfifo = System.Diagnostics.Process.Start("mkfifo", _folder.At("pipe").FullPath)) mkfifo.WaitForExit();
        SpecialFile.IsAt(_folder.At("pipe").FullPath).Should().BeTrue();
        using (var file = new TemporaryFile(_folder.At("pipe"), "r1", IfExists.Replace))
            file.Invoking(f => f.Complete()).Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3023");
        SpecialFile.IsAt(_folder.At("pipe").FullPath).Should().BeTrue();
        _folder.Content().Should().Equal("pipe");
    }

    [Fact]
    public void Devices_are_told_by_where_they_live_and_files_are_not_devices()
    {
        _folder.Write("file", "x");
        SpecialFile.IsAt(_folder.At("file").FullPath).Should().BeFalse();
        SpecialFile.IsAt(_folder.At("missing").FullPath).Should().BeFalse();
        SpecialFile.IsAt("/dev/null").Should().Be(!OperatingSystem.IsWindows());
        SpecialFile.IsAt("/dev/shm/rows.csv").Should().BeFalse();
    }

    [Fact]
    public void Two_runs_do_not_meet()
    {
        using var first = new TemporaryFile(_folder.At("f.txt"), "r1", IfExists.Replace);
        using var second = new TemporaryFile(_folder.At("f.txt"), "r2", IfExists.Replace);
        first.Write("1"u8);
        second.Write("2"u8);
        first.Complete();
        second.Complete();
        File.ReadAllText(_folder.At("f.txt").FullPath).Should().Be("2");
    }

    [Fact]
    public void A_place_that_cannot_be_is_a_failure_of_the_world()
    {
        _folder.Write("file", "x");
        var opening = () => new TemporaryFile(_folder.At("file/f.txt"), "r1", IfExists.Replace);
        opening.Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3006");
        _folder.Content().Should().Equal("file");
    }
}
