using System.IO.Compression;
using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Files;

public sealed class DamagedArchiveTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 300).Select(i => $"{i},{i * 7919 % 1000}")));

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_gzip_file_cut_off_anywhere_says_so()
    {
        byte[] whole = Gzip(Content);
        for (int length = 1; length < whole.Length; length++)
        {
            var (read, failure) = Read("f.gz", whole.AsSpan(0, length));
            failure.Should().Be("DM3011", "{0} of {1} bytes are there", length, whole.Length);
            Content.AsSpan().StartsWith(read).Should().BeTrue();
        }
    }

    [Fact]
    public void A_gzip_file_cut_off_in_its_second_member_says_so()
    {
        byte[] whole = Gzip(Content);
        Read("f.gz", [.. whole, .. whole]).Read.Should().Equal([.. Content, .. Content]);
        for (int length = 1; length < whole.Length; length++)
            Read("f.gz", [.. whole, .. whole.AsSpan(0, length)]).Failure.Should().BeOneOf(["DM3011", "DM3012"], "{0} of {1} bytes are there", length, whole.Length);
    }

    [Fact]
    public void A_changed_byte_never_passes_for_data()
    {
        byte[] whole = Gzip(Content);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x55;
            var (read, failure) = Read("f.gz", damaged);
            // The header's time and system say nothing about the data.
            if (failure is null) (i is >= 4 and < 10 && read.AsSpan().SequenceEqual(Content)).Should().BeTrue("byte {0} was changed", i);
            else failure.Should().BeOneOf("DM3011", "DM3012");
        }
    }

    [Fact]
    public void What_follows_a_gzip_file_is_padding_or_damage()
    {
        byte[] whole = Gzip(Content);
        Read("f.gz", [.. whole, .. new byte[512]]).Should().BeEquivalentTo((Content, (string?)null));
        Read("f.gz", [.. whole, .. "id,name\n1,Ann\n"u8]).Failure.Should().Be("DM3012");
        Read("f.gz", "id,name\n1,Ann\n"u8).Failure.Should().Be("DM3012");
        Read("f.gz", []).Should().BeEquivalentTo((Array.Empty<byte>(), (string?)null));
    }

    [Theory]
    [InlineData(CompressionLevel.Optimal)]
    [InlineData(CompressionLevel.NoCompression)]
    public void A_damaged_zip_file_never_passes_for_data(CompressionLevel level)
    {
        byte[] whole = Zip(Content, level);
        for (int length = 0; length < whole.Length; length += 7)
            Read("f.zip", whole.AsSpan(0, length)).Failure.Should().Be("DM3012", "{0} of {1} bytes are there", length, whole.Length);
        for (int i = 0; i < whole.Length; i++)
        {
            byte[] damaged = [.. whole];
            damaged[i] ^= 0x55;
            var (read, failure) = Read("f.zip", damaged);
            // Times, attributes and what the list of entries says again are not data.
            if (failure is null) read.AsSpan().SequenceEqual(Content).Should().BeTrue("byte {0} was changed", i);
            else failure.Should().BeOneOf("DM3005", "DM3011", "DM3012", "DM3013", "DM3014", "DM3015");
        }
    }

    [Fact]
    public void An_encrypted_entry_is_a_failure()
    {
        byte[] zip = Zip(Content, CompressionLevel.Optimal);
        zip[6] |= 1;
        zip[zip.AsSpan().IndexOf("PK\x01\x02"u8) + 8] |= 1;
        Read("f.zip", zip).Failure.Should().Be("DM3015");
    }

    [Fact]
    public void The_place_of_the_damage_is_told()
    {
        byte[] whole = Gzip(Content);
        var path = _folder.Write("f.gz", whole.AsSpan(0, whole.Length - 4));
        FluentActions.Invoking(() => ReadAll(path)).Should().Throw<MigrationException>()
            .WithMessage($"'f.gz' is cut off: its gzip data ends too early, after {Content.Length} decompressed bytes");
    }

    [Fact]
    public void A_decompression_bomb_is_stopped()
    {
        byte[] zeros = new byte[1 << 20];
        using (var gzip = new GZipStream(File.Create(_folder.At("b.gz").FullPath), CompressionLevel.Optimal))
            for (int i = 0; i < 1100; i++) gzip.Write(zeros);
        FluentActions.Invoking(() => ReadAll(_folder.At("b.gz"))).Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3013");
    }

    [Fact]
    public void Entries_that_are_a_bomb_together_are_not_even_opened()
    {
        byte[] zeros = new byte[50 << 20];
        using (var zip = ZipFile.Open(_folder.At("b.zip").FullPath, ZipArchiveMode.Create))
            for (int i = 0; i < 22; i++)
            {
                using var entry = zip.CreateEntry($"{i}").Open();
                entry.Write(zeros);
            }
        FluentActions.Invoking(() => InputFiles.Find(_folder.At("b.zip"))).Should().Throw<MigrationException>().Which.Diagnostic.Code.Should().Be("DM3013");
    }

    private (byte[] Read, string? Failure) Read(string name, ReadOnlySpan<byte> bytes)
    {
        var path = _folder.Write(name, bytes);
        var read = new MemoryStream();
        try
        {
            ReadAll(path, read);
            return (read.ToArray(), null);
        }
        catch (MigrationException e)
        {
            return (read.ToArray(), e.Diagnostic.Code);
        }
    }

    private static void ReadAll(Declarations.FilePath path, Stream? into = null)
    {
        foreach (var file in InputFiles.Find(path))
        {
            using var stream = file.Open();
            stream.CopyTo(into ?? Stream.Null, 1 << 16);
        }
    }

    private static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal)) stream.Write(content);
        return packed.ToArray();
    }

    private static byte[] Zip(byte[] content, CompressionLevel level)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
        using (var stream = zip.CreateEntry("x", level).Open())
            stream.Write(content);
        return packed.ToArray();
    }
}
