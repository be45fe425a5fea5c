using System.IO.Compression;
using DataMigration.Connectors.Files;
using DataMigration.Failures;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Files;

public sealed class InputFileTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Bytes_are_bytes()
    {
        byte[] all = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i % 256))];
        var file = Input(_folder.Write("f", all).Text);
        file.Length.Should().Be(1000);
        Read(file).Should().Equal(all);
        Read(file).Should().Equal(all, "it can be read again");
    }

    [Fact]
    public void A_file_that_grows_ends_where_it_ended()
    {
        var path = _folder.Write("f", "one\n");
        var file = Input("f");
        using var stream = file.Open();
        File.AppendAllText(path.FullPath, "two\n");
        Read(stream).Should().Equal("one\n"u8.ToArray());
        Read(file).Should().Equal("one\n"u8.ToArray());
        file.Length.Should().Be(4);
    }

    [Theory]
    [InlineData("on", "DM3009")]
    [InlineData("", "DM3009")]
    [InlineData("uno\ndos\n", "DM3010")]
    [InlineData("One\n", "DM3010")]
    public void A_file_that_becomes_another_one_is_a_failure(string content, string code)
    {
        var path = _folder.Write("f", "one\n");
        var file = Input("f");
        using var stream = file.Open();
        Thread.Sleep(20);
        File.WriteAllText(path.FullPath, content);
        Code(() => Read(stream)).Should().Be(code);
        Code(() => file.Open()).Should().Be(code);
    }

    [Fact]
    public void A_file_replaced_by_another_is_read_to_its_own_end_but_not_opened_again()
    {
        _folder.Write("f", "one\n");
        var file = Input("f");
        using var stream = file.Open();
        File.Move(_folder.Write("g", "two\n").FullPath, _folder.At("f").FullPath, overwrite: true);
        Read(stream).Should().Equal("one\n"u8.ToArray());
        Code(() => file.Open()).Should().Be("DM3010");
    }

    [Theory]
    [InlineData("none", "DM3001")]
    [InlineData("none.gz", "DM3001")]
    [InlineData("none/f", "DM3001")]
    [InlineData("folder", "DM3002")]
    [InlineData("folder.gz", "DM3002")]
    public void What_is_no_file_is_a_failure(string name, string code)
    {
        Directory.CreateDirectory(_folder.At("folder").FullPath);
        Directory.CreateDirectory(_folder.At("folder.gz").FullPath);
        Code(() => Input(name).Open()).Should().Be(code);
    }

    [Fact]
    public void A_folder_called_zip_is_a_failure()
    {
        Directory.CreateDirectory(_folder.At("folder.zip").FullPath);
        Code(() => InputFiles.Find(_folder.At("folder.zip"))).Should().Be("DM3002");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(5_000_000)]
    public void Gzip_and_zip_give_what_was_packed(int length)
    {
        byte[] content = Noise(length);
        Gzip("f.gz", content);
        Read(Input("f.gz")).Should().Equal(content);
        Zip("f.zip", content, CompressionLevel.Optimal);
        Read(Input("f.zip")).Should().Equal(content);
        Zip("g.zip", content, CompressionLevel.NoCompression);
        Read(Input("g.zip")).Should().Equal(content);
        Input("f.gz").Length.Should().BeNull();
    }

    [Fact]
    public void Standard_input_can_be_looked_at_before_it_is_read()
    {
        byte[] content = Noise(1_000_000);
        var input = new StandardInput(() => new MemoryStream(content));
        using (var look = input.Open(_folder.At("-")))
        {
            look.ReadExactly(new byte[1000]);
            Code(() => input.Open(_folder.At("-"))).Should().Be("DM3016");
        }
        using (var look = input.Open(_folder.At("-"))) look.ReadExactly(new byte[10]);
        using var stream = input.Open(_folder.At("-"));
        Read(stream).Should().Equal(content);
    }

    [Fact]
    public void Standard_input_is_not_kept_for_ever()
    {
        var input = new StandardInput(() => new MemoryStream(new byte[50_000_000]));
        using (var stream = input.Open(_folder.At("-"))) Read(stream).Should().HaveCount(50_000_000);
        Code(() => input.Open(_folder.At("-"))).Should().Be("DM3016");
    }

    private InputFile Input(string name) => InputFiles.Find(_folder.At(name)).Single();

    private static byte[] Read(InputFile file)
    {
        using var stream = file.Open();
        return Read(stream);
    }

    private static byte[] Read(Stream stream)
    {
        var all = new MemoryStream();
        stream.CopyTo(all, 7777);
        return all.ToArray();
    }

    private static string Code(Func<object> open) => open.Should().Throw<MigrationException>().Which.Diagnostic.Code;

    private static byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        new Random(length).NextBytes(noise);
        return noise;
    }

    private void Gzip(string name, byte[] content)
    {
        using var stream = new GZipStream(File.Create(_folder.At(name).FullPath), CompressionLevel.Fastest);
        stream.Write(content);
    }

    private void Zip(string name, byte[] content, CompressionLevel level)
    {
        using var zip = ZipFile.Open(_folder.At(name).FullPath, ZipArchiveMode.Create);
        using var stream = zip.CreateEntry("x", level).Open();
        stream.Write(content);
    }
}
