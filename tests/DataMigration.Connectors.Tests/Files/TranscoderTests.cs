using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Data;

namespace DataMigration.Tests.Files;

public class TranscoderTests
{
    public static TheoryData<string> Names => [.. TextEncodings.Names];

    /// <summary>Text of every kind the encoding has, in runs of all lengths, across all chunk borders.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Valid_text_comes_out_as_it_went_in(string name)
    {
        var encoding = TextEncoding.Find(name)!;
        string text = Sample(encoding, 60_000);
        byte[] raw = Bytes(encoding, text);
        var transcoder = Transcoder.For(encoding);
        for (int round = 0; round < 2; round++)
        {
            string read = Encoding.UTF8.GetString(transcoder.ToUtf8(raw));
            read.Should().Be(text);
            transcoder.Invalid.Should().BeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_character_is_found_again_in_the_original_bytes(string name)
    {
        var encoding = TextEncoding.Find(name)!;
        string text = Sample(encoding, 3000);
        var heap = Heap(Bytes(encoding, text));
        var transcoder = Transcoder.For(encoding);
        var utf8 = transcoder.ToUtf8(heap);
        var offsets = transcoder.Offsets(heap);
        int textOffset = 0, rawOffset = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            offsets.ToRaw(textOffset).Should().Be(rawOffset, "{0} at {1}", rune, textOffset);
            textOffset += rune.Utf8SequenceLength;
            rawOffset += Bytes(encoding, rune.ToString()).Length;
        }
        offsets.ToRaw(utf8.Used).Should().Be(heap.Used);
        offsets.ToRaw(0).Should().Be(0, "it can go back");
        utf8.Release();
        heap.Release();
    }

    [Theory]
    [InlineData("utf-8", "41 FF 42 E2 82 43 ED A0 80 44", "A\uFFFDB\uFFFDC\uFFFD\uFFFD\uFFFDD")]
    [InlineData("utf-8", "41 F0 9F 98", "A\uFFFD")]
    [InlineData("utf-16le", "41 00 00 D8 42 00 00 DC 3D D8 00 DE 43", "A\uFFFDB\uFFFD\U0001F600\uFFFD")]
    [InlineData("utf-16be", "00 41 D8 00 00 42 DC 00 D8 3D DE 00 D8 3D", "A\uFFFDB\uFFFD\U0001F600\uFFFD")]
    [InlineData("utf-32le", "41 00 00 00 00 D8 00 00 00 00 11 00 42 00 00 00 43", "A\uFFFD\uFFFDB\uFFFD")]
    [InlineData("utf-32be", "00 00 00 41 00 00 D8 00 00 11 00 00 00 00 00 42", "A\uFFFD\uFFFDB")]
    [InlineData("windows-1252", "80 81 8D 8F 90 9D 9F FF", "€\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDŸÿ")]
    [InlineData("windows-1257", "A1 E0 41 A5 98", "\uFFFDąA\uFFFD\uFFFD")]
    [InlineData("iso-8859-1", "80 9F A0 FF", "\u0080\u009F\u00A0ÿ")]
    [InlineData("iso-8859-3", "A5 A6", "\uFFFDĤ")]
    [InlineData("us-ascii", "41 80 42", "A\uFFFDB")]
    [InlineData("macroman", "BD DB F0", "\u03A9€\uF8FF")]
    [InlineData("ibm437", "81 8D 9D", "üì¥")]
    [InlineData("shift_jis", "8B 9E 93 73 0A 83 0A 41", "京都\n\uFFFD\nA")]
    [InlineData("shift_jis", "83 22 0A 83", "\uFFFD\"\n\uFFFD")]
    [InlineData("gbk", "C4 E3 C4 0A C4", "你\uFFFD\n\uFFFD")]
    [InlineData("big5", "A7 41 A7 0A A7", "你\uFFFD\n\uFFFD")]
    [InlineData("euc-kr", "B3 CA B3 0A B3", "너\uFFFD\n\uFFFD")]
    [InlineData("gb18030", "C4 E3 94 39 DA 33 C4 0A 94 39 DA 0A", "你\U0001F4A9\uFFFD\n\uFFFD9\uFFFD\n")]
    [InlineData("shift_jis", "41 FD 42", "A\uFFFDB")]
    [InlineData("euc-jp", "B5 FE B5 0A", "京\uFFFD\n")]
    public void Bytes_that_stand_for_nothing_are_replaced_and_told(string name, string hex, string expected)
    {
        byte[] raw = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        var encoding = TextEncoding.Find(name)!;
        var transcoder = Transcoder.For(encoding);
        byte[] read = transcoder.ToUtf8(raw);
        Encoding.UTF8.GetString(read).Should().Be(expected);
        int[] marks = [.. Enumerable.Range(0, read.Length - 2).Where(i => read.AsSpan(i).StartsWith("\uFFFD"u8))];
        transcoder.Invalid.Should().Equal(marks);
        var heap = Heap(raw);
        transcoder.Offsets(heap).ToRaw(read.Length).Should().Be(raw.Length);
        heap.Release();
    }

    [Theory]
    [InlineData("utf-8", "EF BF BD")]
    [InlineData("utf-16le", "FD FF")]
    [InlineData("utf-16be", "FF FD")]
    [InlineData("utf-32le", "FD FF 00 00")]
    public void A_replacement_character_of_the_file_is_its_own(string name, string hex)
    {
        var transcoder = Transcoder.For(TextEncoding.Find(name)!);
        transcoder.ToUtf8(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal))).Should().Equal("\uFFFD"u8.ToArray());
        transcoder.Invalid.Should().BeEmpty();
    }

    /// <summary>Whatever bytes come: valid UTF-8 leaves, every mark is a U+FFFD, and offsets stay inside.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Noise_never_becomes_anything_but_text(string name)
    {
        var transcoder = Transcoder.For(TextEncoding.Find(name)!);
        var random = new Random(5);
        for (int round = 0; round < 60; round++)
        {
            byte[] raw = new byte[random.Next(1, 40_000)];
            random.NextBytes(raw);
            var heap = Heap(raw);
            var text = transcoder.ToUtf8(heap);
            byte[] utf8 = text.Bytes.AsSpan(0, text.Used).ToArray();
            System.Text.Unicode.Utf8.IsValid(utf8).Should().BeTrue();
            transcoder.Invalid.Should().BeInAscendingOrder();
            foreach (int at in transcoder.Invalid) utf8.AsSpan(at).StartsWith("\uFFFD"u8).Should().BeTrue();
            var offsets = transcoder.Offsets(heap);
            int last = 0;
            for (int at = 0; at <= utf8.Length; at += 97)
            {
                int found = offsets.ToRaw(at);
                found.Should().BeInRange(last, raw.Length);
                last = found;
            }
            offsets.ToRaw(utf8.Length).Should().BeLessThanOrEqualTo(raw.Length);
            text.Release();
            heap.Release();
        }
    }

    [Fact]
    public void Text_that_is_its_own_UTF_8_is_not_copied()
    {
        foreach (string name in new[] { "utf-8", "windows-1252", "shift_jis" })
        {
            var heap = Heap("id,name\n1,Ann\n"u8);
            var text = Transcoder.For(TextEncoding.Find(name)!).ToUtf8(heap);
            text.Should().BeSameAs(heap);
            text.Release();
            heap.Release();
        }
    }

    /// <summary>Characters that survive the way there and back, with more or less ASCII between them.</summary>
    private static string Sample(TextEncoding encoding, int length)
    {
        var random = new Random(3);
        var transcoder = Transcoder.For(encoding);
        string[] candidates = encoding.UnitSize > 1 || encoding.IsUtf8 || encoding.Name == "gb18030"
            ? ["é", "€", "я", "京", "\U0001F600", "\uFEFF"]
            : [.. Enumerable.Range(0xA0, 0xFFFF - 0xA0).Where(c => !char.IsSurrogate((char)c) && c is < 0xE000 or > 0xF8FF).Select(c => ((char)c).ToString())
                .Where(c => !Bytes(encoding, c).SequenceEqual("?"u8.ToArray()) && encoding.Encoding.GetString(Bytes(encoding, c)) == c && Encoding.UTF8.GetString(transcoder.ToUtf8(Bytes(encoding, c))) == c).Take(3000)];
        var text = new StringBuilder(length);
        while (text.Length < length)
        {
            int other = random.Next(0, 4), ascii = random.Next(0, 2) == 0 ? random.Next(0, 3) : random.Next(0, 40);
            for (int i = 0; i < other && candidates.Length > 0; i++) text.Append(candidates[random.Next(candidates.Length)]);
            for (int i = 0; i < ascii; i++) text.Append((char)random.Next(1, 127));
        }
        return text.ToString();
    }

    private static byte[] Bytes(TextEncoding encoding, string text) => encoding.Encoding.GetBytes(text);

    private static TextHeap Heap(ReadOnlySpan<byte> bytes)
    {
        var heap = new TextHeap(bytes.Length);
        heap.Append(bytes);
        return heap;
    }
}
