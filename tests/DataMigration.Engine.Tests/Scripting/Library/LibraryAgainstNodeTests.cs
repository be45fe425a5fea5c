using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DataMigration.Scripting.Library;
using DataMigration.Scripting.Library.Dates;
using DataMigration.Tests.Scripting.Equality;
using FluentAssertions.Execution;

namespace DataMigration.Tests.Scripting.Library;

/// <summary>Each function of the library answers what Node.js answers.</summary>
public sealed class LibraryAgainstNodeTests : IDisposable
{
    private readonly Lazy<NodeProcess> _node = new(NodeProcess.Start);

    private static readonly double[] Numbers = [.. LibraryValues.Numbers, .. LibraryValues.Random(3000)];

    [SkippableFact]
    public void Numbers_become_text()
    {
        using var all = new AssertionScope();
        Compare(Numbers, ("String(x)", NumberText.Of), ("x.toExponential()", x => NumberFormats.ToExponential(x, null)));
        foreach (int digits in (int[])[0, 1, 2, 3, 7, 15, 20, 21, 50, 100])
            Compare(Numbers, ($"x.toFixed({digits})", x => NumberFormats.ToFixed(x, digits)), ($"x.toExponential({digits})", x => NumberFormats.ToExponential(x, digits)),
                ($"x.toPrecision({digits})", x => NumberFormats.ToPrecision(x, digits)));
        foreach (int radix in (int[])[1, 2, 3, 7, 8, 10, 16, 32, 36, 37])
            // Beyond, the standard leaves the last digits to the implementation.
            Compare(Numbers, ($"x.toString({radix})", x => NumberRadix.Of(x, radix)));
    }

    [SkippableFact]
    public void Text_becomes_numbers()
    {
        using var all = new AssertionScope();
        string[] texts = [.. LibraryValues.NumberTexts, .. LibraryValues.Texts, .. LibraryValues.Random(500).Select(NumberText.Of)];
        Compare(texts, ("Number(x)", x => NumberParsing.ToNumber(x)), ("parseFloat(x)", x => NumberParsing.ParseFloat(x)), ("parseInt(x)", x => NumberParsing.ParseInt(x)));
        foreach (double radix in (double[])[-1, 0, 1, 2, 3, 8, 10, 16, 36, 37, 4294967298, double.NaN, 16.9])
            Compare(texts, ($"parseInt(x, {NumberText.Of(radix)})", x => NumberParsing.ParseInt(x, radix)));
        foreach (string text in texts.Where(t => t.All(char.IsAscii)))
            NumberParsing.ToNumber(Encoding.ASCII.GetBytes(text)).Should().Be(NumberParsing.ToNumber(text), text);
    }

    [SkippableFact]
    public void Numbers_are_taken_as_whole_ones_and_combined() => Compare(Numbers,
        ("x | 0", x => (double)Integers.ToInt32(x)), ("x >>> 0", x => (double)Integers.ToUint32(x)), ("Math.round(x)", x => MathFunctions.Round(x)), ("Math.sign(x)", x => MathFunctions.Sign(x)),
        ("Math.fround(x)", x => MathFunctions.Fround(x)), ("Math.clz32(x)", x => (double)MathFunctions.Clz32(x)), ("Math.imul(x, 123456789)", x => (double)MathFunctions.Imul(x, 123456789)),
        ("Math.trunc(x)", x => Math.Truncate(x)), ("Math.ceil(x)", x => Math.Ceiling(x)), ("x % 7", x => x % 7), ("x % -0.3", x => x % -0.3), ("7 % x", x => 7 % x), ("x ** 2", x => Operators.Power(x, 2)),
        ("1 ** x", x => Operators.Power(1, x)), ("(-1) ** (x * Infinity)", x => Operators.Power(-1, x * double.PositiveInfinity)), ("x << 33", x => (double)Operators.ShiftLeft(x, 33)),
        ("x >> -1", x => (double)Operators.ShiftRight(x, -1)), ("x >>> x", x => (double)Operators.ShiftRightUnsigned(x, x)), ("Math.max(x, -0)", x => MathFunctions.Max([x, -0.0])), ("Math.min(x, 0)", x => MathFunctions.Min([x, 0])),
        ("Object.is(x, 0)", x => Operators.SameValue(x, 0)), ("[0, NaN].includes(x)", x => Operators.SameValueZero(x, 0) || Operators.SameValueZero(x, double.NaN)));

    [SkippableFact]
    public void Texts_are_cut_and_searched()
    {
        using var all = new AssertionScope();
        double[] positions = [double.NaN, double.NegativeInfinity, -100, -2, -1.5, -1, -0.0, 0, 0.9, 1, 2, 3, 100, double.PositiveInfinity];
        foreach (double a in positions)
        {
            string first = NumberText.Of(a);
            Compare(LibraryValues.Texts, ($"x.at({first})", x => TextSlices.At(x.Length, a) is >= 0 and var i ? x[i] : Notation.Undefined), ($"x.lastIndexOf('a', {first})", x => (double)TextSearch.LastIndexOf<char>(x, "a", a)),
                ($"x.indexOf('b', {first})", x => (double)TextSearch.IndexOf<char>(x, "b", a)), ($"x.indexOf('', {first})", x => (double)TextSearch.IndexOf<char>(x, "", a)), ($"x.lastIndexOf('', {first})", x => (double)TextSearch.LastIndexOf<char>(x, "", a)),
                ($"x.startsWith('a', {first})", x => TextSearch.StartsWith<char>(x, "a", a)), ($"x.endsWith('b', {first})", x => TextSearch.EndsWith<char>(x, "b", a)), ($"x.repeat({first})", x => TextBuilding.Repeat(x, a)),
                ($"x.padStart({first}, 'xyz')", x => TextBuilding.PadStart(x, a, "xyz")));
            foreach (double b in positions)
            {
                string both = $"{first}, {NumberText.Of(b)}";
                Compare(LibraryValues.Texts, ($"x.slice({both})", x => x[TextSlices.Slice(x.Length, a, b)]), ($"x.substring({both})", x => x[TextSlices.Substring(x.Length, a, b)]), ($"x.substr({both})", x => x[TextSlices.Substr(x.Length, a, b)]));
            }
        }
    }

    [SkippableFact]
    public void Texts_become_other_texts()
    {
        using var all = new AssertionScope();
        Compare(LibraryValues.Texts, ("x.toUpperCase()", TextCase.ToUpper), ("x.toLowerCase()", TextCase.ToLower), ("x.trim()", x => x[WhiteSpace.Trim(x)]), ("x.trimStart()", x => x[WhiteSpace.Start(x)..]), ("x.trimEnd()", x => x[..WhiteSpace.End(x)]),
            ("x.padEnd(6, '')", x => TextBuilding.PadEnd(x, 6, "")), ("x.normalize()", x => TextBuilding.Normalize(x)), ("x.normalize('NFD')", x => TextBuilding.Normalize(x, "NFD")), ("x.normalize('NFKC')", x => TextBuilding.Normalize(x, "NFKC")),
            ("x.normalize('x')", x => TextBuilding.Normalize(x, "x")), ("JSON.stringify(x)", Quoted), ("x.codePointAt(0)", x => x.Length == 0 ? Notation.Undefined : (double)TextSearch.CodePointAt(x, 0)));
        foreach (string with in (string[])["", "-", "$&$&", "$`|$'".Replace('|', '!'), "$$1", "$1", "$", "$0", "$<a>", "a$"])
            foreach (string sought in (string[])["a", "ab", "", "x", ",", "\ude00"])
            {
                string arguments = $"{NodeProcess.Literal(sought)}, {NodeProcess.Literal(with)}";
                Compare(LibraryValues.Texts, ($"x.replace({arguments})", x => Replacement.First(x, sought, with)), ($"x.replaceAll({arguments})", x => Replacement.All(x, sought, with)));
            }
        foreach (double? limit in (double?[])[null, 0, 1, 2, -1, double.NaN, 4294967297])
            foreach (string separator in (string[])["", ",", "a", "ab", "\ud83d"])
                Compare(LibraryValues.Texts, ($"x.split({NodeProcess.Literal(separator)}{(limit is { } l ? ", " + NumberText.Of(l) : "")})", x => TextSplit.Ranges<char>(x, separator, TextSplit.Limit(limit)).Select(r => x[r])));
    }

    [SkippableFact]
    public void Every_character_changes_its_case()
    {
        const string each = "(f => { const r = []; for (let c = 0x80; c < 0x1f000; c++) if (c < 0xd800 || c > 0xdfff) r.push(f(String.fromCodePoint(c))); return r; })";
        string[] answers = _node.Value.Evaluate($"{each}(s => attempt(() => s.toUpperCase() + ' ' + s.toLowerCase()))"), unknown = _node.Value.Evaluate($"{each}(s => /\\p{{Cn}}/u.test(s) ? s : '')");
        var newer = unknown.Where(s => s.Length > 0).SelectMany(s => s.EnumerateRunes()).ToHashSet();
        var different = new List<string>();
        int at = -1;
        for (int c = 0x80; c < 0x1f000; c++)
        {
            if (c is >= 0xd800 and < 0xe000) continue;
            at++;
            // Letters of Unicode 16, which .NET 10 knows without their cases.
            if (c is 0x19b or 0x264 or 0x1c89 or 0x1c8a or (>= 0xa7cb and <= 0xa7dc) or (>= 0x10d50 and <= 0x10d85)) continue;
            string text = char.ConvertFromUtf32(c), ours = TextCase.ToUpper(text) + " " + TextCase.ToLower(text);
            // The two may know different editions of Unicode.
            if ((ours + Regex.Unescape(answers[at])).EnumerateRunes().Any(r => newer.Contains(r) || Rune.GetUnicodeCategory(r) == UnicodeCategory.OtherNotAssigned)) continue;
            if (Notation.Of(ours) != answers[at]) different.Add($"{c:x4}: {Notation.Of(ours)} and {answers[at]}");
        }
        different.Should().HaveCountLessThan(1, string.Join(", ", different.Take(30)));
    }

    [SkippableFact]
    public void Dates_are_made_and_written()
    {
        using var all = new AssertionScope();
        double[] times = [.. Numbers.Select(DateNumbers.Clip).Where(t => !double.IsNaN(t)), .. Numbers.Select(n => DateNumbers.Clip(n % 1e14)), 8.64e15, -8.64e15, -62198755200000, -1, -86400000, 951782400000, 951868800000];
        Compare(times, ("new Date(x).getTime()", x => DateNumbers.Clip(x)), ("new Date(x).toISOString()", DateText.ToIso), ("String(new Date(x))", DateText.ToText), ("new Date(x).toUTCString()", DateText.ToUtcText), ("new Date(x).toJSON()", DateText.ToJson),
            ("new Date(x).toDateString()", DateText.ToDateText), ("new Date(x).toTimeString()", DateText.ToTimeText));
        Compare([.. times.Where(t => Math.Abs(t) <= 8.64e15)], ("(d => [d.getFullYear(), d.getMonth(), d.getDate(), d.getDay(), d.getHours(), d.getMinutes(), d.getSeconds(), d.getMilliseconds()])(new Date(x))", Parts));
        double[] years = [-1, 0, 1, 49, 50, 99, 100, 1970, 2000, 2023, 2024, 1900, 275760, 275761, -271821, 1e9, double.NaN, 2024.9];
        foreach (double month in (double[])[-13, -1, 0, 1, 1.9, 11, 12, 25])
            foreach (double day in (double[])[-1, 0, 1, 29, 30, 31, 32, 366])
                Compare(years, ($"new Date(x, {month}, {day}).getTime()", x => DateNumbers.Of([x, month, day])));
        Compare(Numbers, ("Date.UTC(2024, 0, 1, x)", x => DateNumbers.Of([2024, 0, 1, x])), ("Date.UTC(2024, x)", x => DateNumbers.Of([2024, x])), ("Date.UTC(x)", x => DateNumbers.Of([x])), ("Date.UTC(2024, 0, 1, 1, 1, 1, x)", x => DateNumbers.Of([2024, 0, 1, 1, 1, 1, x])));
    }

    [SkippableFact]
    public void Dates_are_read_from_text() => Compare([.. DateTexts.Known, .. DateTexts.Random(20_000)], ("Date.parse(x)", x => DateParsing.Parse(x)));

    public void Dispose()
    {
        if (_node.IsValueCreated) _node.Value.Dispose();
    }

    private static object?[] Parts(double time)
    {
        var p = new DateParts(time);
        return [p.Year, p.Month, p.Date, p.Weekday, p.Hour, p.Minute, p.Second, p.Millisecond];
    }

    private static string Quoted(string text)
    {
        var made = new StringBuilder();
        JsonQuotes.Append(made, text);
        return made.ToString();
    }

    private void Compare<T>(IReadOnlyCollection<T> inputs, params (string Script, Func<T, object?> Ours)[] functions)
    {
        using var all = new AssertionScope();
        foreach (var (script, ours) in functions)
        {
            string[] theirs = _node.Value.Map(script, inputs.Cast<object?>());
            var different = inputs.Select((input, i) => (Input: input, Ours: Notation.Attempt(() => ours(input)), Theirs: theirs[i])).Where(c => c.Ours != c.Theirs).Take(4);
            string.Join("\n", different.Select(c => $"{NodeProcess.Literal(c.Input)}: {c.Ours}, Node.js {c.Theirs}")).Should().BeEmpty(script);
        }
    }
}
