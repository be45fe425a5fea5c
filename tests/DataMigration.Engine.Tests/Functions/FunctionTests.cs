using System.Diagnostics;
using DataMigration.Functions;

namespace DataMigration.Tests.Functions;

/// <summary>The edges that examples do not show.</summary>
public sealed class FunctionTests
{
    [Theory]
    [InlineData("trim", null, "\u3000 a b \u2003", "a b")]
    [InlineData("trim", null, " \t ", "")]
    [InlineData("trim_end", null, "é\u00a0", "é")]
    [InlineData("upper", null, "ŷ ǆ ꭰ 𐐨", "Ŷ Ǆ Ꭰ 𐐀")]
    [InlineData("lower", null, "ẞ İ", "ß İ")]
    [InlineData("title_case", null, "d'ARTAGNAN’S o’brien", "D'Artagnan’s O’Brien")]
    [InlineData("left", "0", "abc", "")]
    [InlineData("left", "5", "abc", "abc")]
    [InlineData("left", "1", "𝒜b", "𝒜")]
    [InlineData("right", "0", "abc", "")]
    [InlineData("right", "5", "abc", "abc")]
    [InlineData("substring", "{ start: 1, length: 0 }", "abc", "")]
    [InlineData("substring", "{ start: -9, length: 2 }", "abc", "ab")]
    [InlineData("substring", "{ start: 2147483647 }", "abc", "")]
    [InlineData("substring", "{ start: -2147483648 }", "abc", "abc")]
    [InlineData("split_part", "{ separator: /, index: 2 }", "a/b/", "")]
    [InlineData("split_part", "{ separator: /, index: 3 }", "a/b/", null)]
    [InlineData("split_part", "{ separator: /, index: -3 }", "a/b/c", "a")]
    [InlineData("split_part", "{ separator: /, index: -4 }", "a/b/c", null)]
    [InlineData("split_part", "{ separator: '--', index: -2 }", "a---b", "a")]
    [InlineData("split_part", "{ separator: /, index: 0 }", "", "")]
    [InlineData("replace", "{ find: aa, with: a }", "aaaaa", "aaa")]
    [InlineData("replace", "{ find: é, with: e }", "été", "ete")]
    [InlineData("pad_left", "{ length: 3, with: é }", "ü", "ééü")]
    [InlineData("pad_right", "{ length: 2, with: x }", "abc", "abc")]
    [InlineData("mask", "{ keep_start: 1, keep_end: 1, with: '' }", "abcd", "ad")]
    [InlineData("mask", "{ keep_start: 2, keep_end: 2 }", "abcd", "****")]
    [InlineData("mask", "{ keep_start: 2147483647, keep_end: 2147483647 }", "ab", "**")]
    [InlineData("mask", "{ keep_end: 1 }", "né€", "**€")]
    [InlineData("format_digits", "'###'", "12a", "12a")]
    [InlineData("format_digits", "'###'", "١٢٣", "١٢٣")]
    [InlineData("format_digits", "'№ ##'", "42", "№ 42")]
    [InlineData("keep_characters", "'éa'", "béacé", "éaé")]
    [InlineData("normalize", "nfc", "A\u0323\u0302", "Ậ")]
    [InlineData("normalize", "nfc", "A\u0302\u0323", "Ậ")]
    [InlineData("normalize", "nfd", "각", "\u1100\u1161\u11A8")]
    [InlineData("normalize", "nfc", "\u1100\u1161\u11A8", "각")]
    [InlineData("normalize", "nfc", "\u0958", "\u0915\u093C")]
    [InlineData("normalize", "nfc", "\u212B", "Å")]
    [InlineData("normalize", "nfc", "q\u0307\u0323", "q\u0323\u0307")]
    [InlineData("normalize", "nfc", "\U0001109A", "\U0001109A")]
    [InlineData("strip_accents", null, "e\u0301 Łódź и\u0306 İ Þór", "e Lodz и\u0306 I Thor")]
    [InlineData("slug", null, "  Ünï—code  ", "uni-code")]
    [InlineData("repair_encoding", null, "æ—¥æœ¬", "日本")]
    [InlineData("repair_encoding", null, "naïve", "naïve")]
    [InlineData("repair_encoding", null, "Ж Ã©", "Ж Ã©")]
    [InlineData("url_decode", null, "%zz%41%", "%zzA%")]
    [InlineData("html_unescape", null, "&#x1F600; &nbsp;&unknown;", "😀 \u00a0&unknown;")]
    [InlineData("replace_pattern", "{ pattern: 'x*', with: '-' }", "ab", "-a-b-")]
    [InlineData("replace_pattern", "{ pattern: '(a)(b)?', with: '[$2|$&|$$|$0]' }", "x", null)]
    [InlineData("replace_pattern", "{ pattern: '(a)(b)?', with: '[$2|$&|$$]' }", "ab a", "[b|ab|$] [|a|$]")]
    [InlineData("replace_pattern", "{ pattern: '(.)', with: '$12' }", "ab", "a2b2")]
    [InlineData("replace_pattern", "{ pattern: '<(.+?)>', with: '$1' }", "<a> <b>", "a b")]
    [InlineData("replace_pattern", "{ pattern: 'é$', with: e }", "é été", "é éte")]
    [InlineData("extract", "{ pattern: '(?:a|(b))', group: 1 }", "ab", null)]
    [InlineData("extract", "{ pattern: '(?<year>\\d{4})-(\\d\\d)', group: 2 }", "on 2024-05", "05")]
    [InlineData("hash", "{ algorithm: sha1 }", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData("hash", "{ algorithm: md5, key: k }", "", "cd32bedd46aa63cffa3023f050fc78e3")]
    [InlineData("squeeze", "'-'", "---é--", "-é-")]
    [InlineData("squeeze", null, "👩👩👨", "👩👨")]
    [InlineData("truncate_bytes", "3", "😀a", "")]
    [InlineData("truncate_bytes", "4", "😀a", "😀")]
    [InlineData("truncate_bytes", "0", "a", "")]
    [InlineData("url_encode", null, "😀%", "%F0%9F%98%80%25")]
    [InlineData("transliterate", null, "Οὐρανός ΟΥΖΟ Ѓорѓи Ґанок", "Ouranos OUZO Gjorgji Ganok")]
    [InlineData("transliterate", null, "Йошкар-Ола 東京 é", "Yoshkar-Ola 東京 é")]
    [InlineData("transliterate", "{ german: true }", "ÄRGER Ärger", "AERGER Aerger")]
    [InlineData("case_style", "snake", "", "")]
    [InlineData("case_style", "kebab", "  ÉtéChaud__2024 ", "été-chaud-2024")]
    [InlineData("case_style", "pascal", "customer_id", "CustomerId")]
    [InlineData("case_style", "snake", "parseXMLDoc", "parse_xml_doc")]
    [InlineData("unquote", null, "\"\"", "")]
    [InlineData("unquote", null, "\"a\"b\"", "a\"b")]
    [InlineData("strip_tags", null, "a<script>if (a<b) {}</script>b", "ab")]
    [InlineData("strip_tags", null, "<STYLE>x</style >y", "y")]
    [InlineData("strip_tags", null, "<a <b", "<a <b")]
    [InlineData("strip_tags", null, "1 <2 <", "1 <2 <")]
    [InlineData("strip_tags", null, "<brand>x</brand><BR>y", "x\ny")]
    [InlineData("line_ends", "crlf", "\r\r\n\n", "\r\n\r\n\r\n")]
    [InlineData("plain_punctuation", null, "👩‍👩‍👧 a‑b", "👩‍👩‍👧 a-b")]
    [InlineData("soundex", null, "Tymczak", "T522")]
    [InlineData("soundex", null, "Pfister", "P236")]
    [InlineData("soundex", null, "Honeyman", "H555")]
    [InlineData("soundex", null, "Œuvre", "O160")]
    public void A_function_does_what_it_says(string key, string? options, string input, string? output)
    {
        var function = FunctionBench.Create(key, options);
        if (key == "replace_pattern" && output is null)
        {
            ((IValidatesOptions)function).Validate().Should().Be("`with` speaks of $0, but the pattern has 2 groups");
            return;
        }
        FunctionBench.Run(function, input).Should().Be(output);
    }

    [Theory]
    [InlineData("split_part", "{ separator: '', index: 0 }", "its separator is empty")]
    [InlineData("replace", "{ find: '', with: x }", "`find` is empty")]
    [InlineData("pad_left", "{ length: 3, with: ab }", "`with` must be one character, not 'ab'")]
    [InlineData("pad_right", "{ length: 3, with: '' }", "`with` must be one character, not ''")]
    [InlineData("format_digits", "'123'", "its pattern has no # for a digit")]
    [InlineData("extract", "{ pattern: '(a', group: 1 }", "the pattern is no regular expression in ECMAScript syntax: a group is never closed: it opens at character 1")]
    [InlineData("extract", "{ pattern: '(a)', group: 2 }", "it asks for group 2, but its pattern has 1")]
    [InlineData("extract", "'(?=a)'", "the pattern has a lookahead at character 1, which needs backtracking: on some values it could take for ever")]
    [InlineData("replace_pattern", "{ pattern: '(a)\\1' }", "the pattern has a reference to an earlier group at character 4, which needs backtracking: on some values it could take for ever")]
    [InlineData("replace_pattern", "{ pattern: a, with: $1 }", "`with` speaks of $1, but the pattern has no groups")]
    public void Options_that_cannot_work_are_explained(string key, string options, string problem) =>
        ((IValidatesOptions)FunctionBench.Create(key, options)).Validate().Should().Be(problem);

    [Fact]
    public void A_part_of_the_text_costs_no_byte()
    {
        using var input = FunctionBench.Column(" a, b ");
        foreach (string key in (string[])["trim", "trim_start", "trim_end", "empty_to_null", "remove_leading_zeros"])
        {
            using var output = FunctionBench.Create(key).Apply(input, [0]);
            output.Heap.Should().BeSameAs(input.Heap, key);
        }
    }

    [Fact]
    public void Patterns_that_explode_elsewhere_take_linear_time()
    {
        var function = FunctionBench.Create("replace_pattern", "{ pattern: '(a+)+$', with: x }");
        var clock = Stopwatch.StartNew();
        FunctionBench.Run(function, new string('a', 20_000) + "é").Should().EndWith("é");
        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Normalization_keeps_the_standards_promises()
    {
        ITextFunction nfc = FunctionBench.Create("normalize", "nfc"), nfd = FunctionBench.Create("normalize", "nfd");
        var random = new Random(9);
        for (int i = 0; i < 3000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, 6).Select(_ => random.Next(3) == 0
                ? char.ConvertFromUtf32(random.Next(0x300, 0x345)) : char.ConvertFromUtf32(random.Next(0xC0, 0x2000))));
            string composed = FunctionBench.Run(nfc, text)!, decomposed = FunctionBench.Run(nfd, text)!;
            FunctionBench.Run(nfc, composed).Should().Be(composed);
            FunctionBench.Run(nfd, decomposed).Should().Be(decomposed);
            FunctionBench.Run(nfc, decomposed).Should().Be(composed);
            FunctionBench.Run(nfd, composed).Should().Be(decomposed);
        }
    }
}
