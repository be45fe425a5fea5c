using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Diagnostics;

namespace DataMigration.Tests.Files;

public class TextEncodingTests
{
    [Theory]
    [InlineData("UTF8", "utf-8")]
    [InlineData("latin1", "iso-8859-1")]
    [InlineData("ISO_8859-1", "iso-8859-1")]
    [InlineData("cp1252", "windows-1252")]
    [InlineData("sjis", "shift_jis")]
    [InlineData("Shift-JIS", "shift_jis")]
    [InlineData("utf16", "utf-16le")]
    [InlineData("UTF-16", "utf-16le")]
    [InlineData("UTF-32BE", "utf-32be")]
    [InlineData("Macintosh", "macroman")]
    [InlineData("ascii", "us-ascii")]
    public void An_encoding_has_names(string alias, string name) => TextEncoding.Find(alias)!.Name.Should().Be(name);

    [Theory]
    [InlineData("windows-1259", "did you mean 'windows-1250'?")]
    [InlineData("utf-17", "did you mean 'utf-8'?")]
    [InlineData("utf-7", "did you mean 'utf-8'?")]
    public void A_name_that_is_none_has_a_neighbour(string name, string remedy)
    {
        var bag = new DiagnosticBag();
        TextEncoding.Find(name, new SourceSpan("p.yaml", 1, 1, 1), bag).Should().BeNull();
        bag.Items.Should().ContainSingle().Which.Remedy.Should().Be(remedy);
    }

    [Theory]
    [InlineData("EF BB BF 41", "utf-8", 3)]
    [InlineData("FF FE 41 00", "utf-16le", 2)]
    [InlineData("FE FF 00 41", "utf-16be", 2)]
    [InlineData("FF FE 00 00", "utf-32le", 4)]
    [InlineData("00 00 FE FF", "utf-32be", 4)]
    [InlineData("FF FE", "utf-16le", 2)]
    [InlineData("41 42 43 44", "windows-1252", 0)]
    [InlineData("EF BB", "windows-1252", 0)]
    [InlineData("", "windows-1252", 0)]
    public void A_byte_order_mark_tells_the_encoding(string hex, string name, int length)
    {
        var declared = TextEncoding.Find("windows-1252")!;
        TextEncoding.Detect(declared, Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)), out int markLength).Name.Should().Be(name);
        markLength.Should().Be(length);
    }

    /// <summary>What <see cref="TextEncoding.IsSafe"/> promises, tried on every character of two units.</summary>
    [Theory]
    [MemberData(nameof(TranscoderTests.Names), MemberType = typeof(TranscoderTests))]
    public void A_safe_byte_is_never_part_of_another_character(string name)
    {
        var encoding = TextEncoding.Find(name)!;
        if (encoding.UnitSize > 1) return;
        for (int c = 0x80; c < 0x10000; c++)
        {
            if (char.IsSurrogate((char)c)) continue;
            byte[] bytes = encoding.Encoding.GetBytes(((char)c).ToString());
            if (bytes.Length > 1) bytes.Should().NotContain(b => b < 0x80 && encoding.IsSafe((char)b), "{0:X4}", c);
        }
    }

    [Fact]
    public void Lines_are_counted_by_characters()
    {
        const string text = "a\nb\u0A0A\u010A\u0A00\n\n";
        foreach (string name in new[] { "utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be" })
        {
            var encoding = TextEncoding.Find(name)!;
            encoding.Count(encoding.Encoding.GetBytes(text), (byte)'\n').Should().Be(3, name);
        }
        TextEncoding.Utf8.Count(Encoding.UTF8.GetBytes(text), (byte)'\n').Should().Be(3);
    }
}
