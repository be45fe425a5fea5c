using DataMigration.Functions;

namespace DataMigration.Tests.Functions;

/// <summary>Functions that cannot do their job on every text: what they make of edges, what they refuse, and why.</summary>
public sealed class RefusingFunctionTests
{
    private const string Refused = "\u0001refused";

    [Theory]
    [InlineData("round", "2", "0.005", "0.01")]
    [InlineData("round", "2", "-0.005", "-0.01")]
    [InlineData("round", "2", "-0.004", "0.00")]
    [InlineData("round", "{ digits: 0, mode: half_even }", "2.5", "2")]
    [InlineData("round", "{ digits: 0, mode: half_even }", "3.5", "4")]
    [InlineData("round", "{ digits: 0, mode: half_even }", "2.50000000000000000000000000000000001", "3")]
    [InlineData("round", "{ digits: 0, mode: half_down }", "-2.5", "-2")]
    [InlineData("round", "{ digits: 0, mode: up }", "-2.1", "-3")]
    [InlineData("round", "{ digits: 0, mode: down }", "-2.9", "-2")]
    [InlineData("round", "{ digits: 0, mode: floor }", "-2.1", "-3")]
    [InlineData("round", "{ digits: 0, mode: ceiling }", "2.1", "3")]
    [InlineData("round", "0", "99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    [InlineData("round", "-1", "99999999999999999999999999999999999999", Refused)]
    [InlineData("round", "-38", "99999999999999999999999999999999999999", Refused)]
    [InlineData("round", "-38", "49999999999999999999999999999999999999", "0")]
    [InlineData("round", "1", "99999999999999999999999999999999999999", Refused)]
    [InlineData("round", "38", "0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001")]
    [InlineData("round", "0", "0.00000000000000000000000000000000000001", "0")]
    [InlineData("round", "2", "", Refused)]
    [InlineData("round", "2", "1e3", Refused)]
    [InlineData("round", "2", "١", Refused)]
    [InlineData("abs", null, "-0007.50", "7.50")]
    [InlineData("abs", null, "-.5", "0.5")]
    [InlineData("abs", null, "5.", "5")]
    [InlineData("abs", null, "-", Refused)]
    [InlineData("abs", null, ".", Refused)]
    [InlineData("abs", null, "--1", Refused)]
    [InlineData("abs", null, "100000000000000000000000000000000000000", Refused)]
    [InlineData("negate", null, "0", "0")]
    [InlineData("negate", null, "-0.0", "0.0")]
    [InlineData("multiply", "1000", "99999999999999999999999999999999999999", Refused)]
    [InlineData("multiply", "1000", "0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000001")]
    [InlineData("multiply", "0", "99999999999999999999999999999999999999", "0")]
    [InlineData("multiply", "0.1", "0.00000000000000000000000000000000000001", Refused)]
    [InlineData("add", "1", "99999999999999999999999999999999999999", Refused)]
    [InlineData("add", "-1", "-99999999999999999999999999999999999999", Refused)]
    [InlineData("add", "-0.1", "0.1", "0.0")]
    [InlineData("add", "0.1", "0.2", "0.3")]
    [InlineData("clean_number", null, "1,234,567.89", "1234567.89")]
    [InlineData("clean_number", null, "12,34,567", "1234567")]
    [InlineData("clean_number", null, "1,5", Refused)]
    [InlineData("clean_number", null, "1,23,45", Refused)]
    [InlineData("clean_number", null, "1,234,56.7", Refused)]
    [InlineData("clean_number", null, "1.234,50", Refused)]
    [InlineData("clean_number", null, "1.2.3", Refused)]
    [InlineData("clean_number", "','", "1.234", "1234")]
    [InlineData("clean_number", "','", "1\u00a0234\u202f567,8 €", "1234567.8")]
    [InlineData("clean_number", "','", "1'234,5", "1234.5")]
    [InlineData("clean_number", null, "1 234'567", Refused)]
    [InlineData("clean_number", null, "USD -5", "-5")]
    [InlineData("clean_number", null, "−5", "-5")]
    [InlineData("clean_number", null, "($5)", "-5")]
    [InlineData("clean_number", null, "$(5)", "-5")]
    [InlineData("clean_number", null, "(5", Refused)]
    [InlineData("clean_number", null, "(-5)", Refused)]
    [InlineData("clean_number", null, "-5-", Refused)]
    [InlineData("clean_number", null, "5 apples", Refused)]
    [InlineData("clean_number", null, "50%", Refused)]
    [InlineData("clean_number", null, "1.23457E+12", "1234570000000")]
    [InlineData("clean_number", null, "1e-3", "0.001")]
    [InlineData("clean_number", null, "1e40", Refused)]
    [InlineData("clean_number", null, "1e999999999", Refused)]
    [InlineData("clean_number", null, "E5", Refused)]
    [InlineData("clean_number", null, "", Refused)]
    [InlineData("clean_number", null, "€", Refused)]
    [InlineData("zoned_decimal", "2", "{", "0.00")]
    [InlineData("zoned_decimal", "0", "12I", "129")]
    [InlineData("zoned_decimal", "0", "12q", "-121")]
    [InlineData("zoned_decimal", "2", "-150", "-1.50")]
    [InlineData("zoned_decimal", "2", "150-", "-1.50")]
    [InlineData("zoned_decimal", "2", "1.5", Refused)]
    [InlineData("zoned_decimal", "2", "1A5", Refused)]
    [InlineData("zoned_decimal", "2", "-", Refused)]
    public void Numbers(string key, string? options, string input, string output) => Run(key, options, input).Should().Be(output);

    [Theory]
    [InlineData("reformat_date", "[dd/MM/yyyy, MM/dd/yyyy]", "02/03/2024", "2024-03-02")]
    [InlineData("reformat_date", "[dd/MM/yyyy, MM/dd/yyyy]", "12/31/2024", "2024-12-31")]
    [InlineData("reformat_date", "[MM/dd/yyyy]", "02/30/2024", Refused)]
    [InlineData("reformat_date", "[dd.MM.yy]", "01.01.49", "2049-01-01")]
    [InlineData("reformat_date", "[dd.MM.yy]", "01.01.50", "1950-01-01")]
    [InlineData("reformat_date", "{ from: [dd.MM.yy], latest_year: 2000 }", "29.02.00", "2000-02-29")]
    [InlineData("reformat_date", "{ from: [dd.MM.yy], latest_year: 2000 }", "29.02.01", Refused)]
    [InlineData("reformat_date", "['yyyy-MM-ddTHH:mm:ss.fffffffzzz']", "9999-12-31T23:59:59.9999999+00:00", "9999-12-31T23:59:59.9999999+00:00")]
    [InlineData("reformat_date", "['yyyy-MM-ddTHH:mmzzz']", "0001-01-01T00:00+01:00", Refused)]
    [InlineData("reformat_date", "{ from: ['yyyyMMdd HHmm'], to: yyyy-MM-dd }", "20240101 0000", "2024-01-01")]
    [InlineData("reformat_date", "{ from: ['yyyyMMdd HHmm'], to: yyyy-MM-dd }", "20240101 0001", Refused)]
    [InlineData("reformat_date", "{ from: ['yyyy-MM-dd HH:mm:ss.fff'], to: 'yyyy-MM-dd HH:mm:ss.ff' }", "2024-01-01 00:00:00.120", "2024-01-01 00:00:00.12")]
    [InlineData("reformat_date", "{ from: ['yyyy-MM-dd HH:mm:ss.fff'], to: 'yyyy-MM-dd HH:mm:ss.ff' }", "2024-01-01 00:00:00.123", Refused)]
    [InlineData("reformat_date", "{ from: ['yyyy-MM-dd HH:mm'], to: 'd MMM yy h tt' }", "2024-01-01 00:00", "1 Jan 24 12 AM")]
    [InlineData("reformat_date", "{ from: ['yyyy-MM-dd HH:mm'], to: 'd MMM yy h tt' }", "2024-01-01 12:00", "1 Jan 24 12 PM")]
    [InlineData("convert_zone", "{ from: America/New_York, to: UTC }", "2024-11-03T01:30:00", Refused)]
    [InlineData("convert_zone", "{ from: America/New_York, to: UTC, ambiguous: earlier }", "2024-11-03T01:30:00", "2024-11-03T05:30:00+00:00")]
    [InlineData("convert_zone", "{ from: America/New_York, to: UTC }", "2024-11-03T02:00:00", "2024-11-03T07:00:00+00:00")]
    [InlineData("convert_zone", "{ from: America/New_York, to: UTC }", "2024-03-10T02:30:00", Refused)]
    [InlineData("convert_zone", "{ from: America/New_York, to: UTC, skipped: earlier }", "2024-03-10T02:30:00", "2024-03-10T06:30:00+00:00")]
    [InlineData("convert_zone", "{ from: Europe/Berlin, to: Asia/Kolkata }", "2024-03-31T03:00:00.1234567", "2024-03-31T06:30:00.1234567+05:30")]
    [InlineData("convert_zone", "{ from: Australia/Lord_Howe, to: UTC, ambiguous: later }", "2024-04-07T01:45:00", "2024-04-06T15:15:00+00:00")]
    [InlineData("convert_zone", "{ from: UTC, to: Pacific/Kiritimati, offset: false }", "9999-12-31T23:00:00", Refused)]
    [InlineData("convert_zone", "{ from: UTC, to: UTC }", "2024-01-01T00:00:00Z", Refused)]
    [InlineData("convert_zone", "{ from: UTC, to: UTC }", "2024-01-01", Refused)]
    [InlineData("convert_zone", "UTC", "2024-01-01T00:00:00", Refused)]
    [InlineData("convert_zone", "UTC", "0001-01-01T00:30:00+01:00", Refused)]
    [InlineData("from_unix_time", "seconds", "253402300799", "9999-12-31T23:59:59+00:00")]
    [InlineData("from_unix_time", "seconds", "253402300800", Refused)]
    [InlineData("from_unix_time", "seconds", "-62135596801", Refused)]
    [InlineData("from_unix_time", "seconds", "0.0000001", "1970-01-01T00:00:00.0000001+00:00")]
    [InlineData("from_unix_time", "seconds", "0.00000001", Refused)]
    [InlineData("from_unix_time", "milliseconds", "99999999999999999999999999999999999999", Refused)]
    [InlineData("to_unix_time", "seconds", "1969-12-31T23:59:59.5Z", "-0.5")]
    [InlineData("to_unix_time", "microseconds", "9999-12-31T23:59:59.9999999Z", "253402300799999999.9")]
    [InlineData("to_unix_time", "seconds", "2024-01-01T00:00:00", Refused)]
    [InlineData("excel_date", null, "1", "1900-01-01")]
    [InlineData("excel_date", null, "60", Refused)]
    [InlineData("excel_date", null, "60.5", Refused)]
    [InlineData("excel_date", null, "0", Refused)]
    [InlineData("excel_date", null, "-1", Refused)]
    [InlineData("excel_date", null, "2958465", "9999-12-31")]
    [InlineData("excel_date", null, "2958466", Refused)]
    [InlineData("excel_date", null, "45292.3333333333", "2024-01-01T08:00:00")]
    [InlineData("excel_date", null, "45291.999999999999", "2024-01-01")]
    [InlineData("excel_date", "1904", "2958465", Refused)]
    [InlineData("excel_date", "1904", "43830", "2024-01-01")]
    [InlineData("julian_date", "cyyddd", "000001", "1900-01-01")]
    [InlineData("julian_date", "cyyddd", "1", "1900-01-01")]
    [InlineData("julian_date", "cyyddd", "123366", Refused)]
    [InlineData("julian_date", "cyyddd", "0", Refused)]
    [InlineData("julian_date", "cyyddd", "1240601", Refused)]
    [InlineData("julian_date", "yyyyddd", "0000001", Refused)]
    [InlineData("julian_date", "yyddd", "50001", "1950-01-01")]
    [InlineData("date_add", "{ years: 1 }", "2024-02-29", "2025-02-28")]
    [InlineData("date_add", "{ days: 1 }", "9999-12-31", Refused)]
    [InlineData("date_add", "{ months: -1 }", "0001-01-31", Refused)]
    [InlineData("date_add", "{ years: 9999 }", "2024-02-29", Refused)]
    [InlineData("date_add", "{ days: 2147483647 }", "2024-02-29", Refused)]
    [InlineData("date_add", "{ hours: 24 }", "2024-02-28T10:00:00+02:00", "2024-02-29T10:00:00+02:00")]
    [InlineData("date_trunc", "year", "2024-05-17T10:11:12", "2024-01-01T00:00:00")]
    [InlineData("date_trunc", "week", "0001-01-03", "0001-01-01")]
    [InlineData("date_trunc", "quarter", "2024-06-30", "2024-04-01")]
    [InlineData("date_trunc", "day", "17.05.2024", Refused)]
    [InlineData("date_trunc", "day", "0001-01-01T05:00:00+04:00", Refused)]
    [InlineData("date_part", "week", "2021-01-03", "53")]
    [InlineData("date_part", "weekday", "2024-05-19", "7")]
    [InlineData("date_part", "day_of_year", "2024-12-31", "366")]
    [InlineData("date_part", "second", "2024-12-31", Refused)]
    public void Dates(string key, string? options, string input, string output) => Run(key, options, input).Should().Be(output);

    [Theory]
    [InlineData("country_code", "alpha2", "namibia", "NA")]
    [InlineData("country_code", "alpha2", "NA", "NA")]
    [InlineData("country_code", "alpha2", "Korea, Republic of", "KR")]
    [InlineData("country_code", "name", "tr", "Türkiye")]
    [InlineData("country_code", "alpha2", "Turkiye", "TR")]
    [InlineData("country_code", "alpha2", "Bosnia & Herzegovina", "BA")]
    [InlineData("country_code", "numeric", "8", "008")]
    [InlineData("country_code", "{ to: alpha2, from: alpha3 }", "DE", Refused)]
    [InlineData("country_code", "alpha2", "", Refused)]
    [InlineData("country_code", "alpha2", "Atlantis", Refused)]
    [InlineData("country_code", "alpha2", "Япония", Refused)]
    [InlineData("country_code", "alpha2", "0004", Refused)]
    [InlineData("currency_code", "numeric", "ang", "532")]
    [InlineData("currency_code", "alpha", "532", "XCG")]
    [InlineData("currency_code", "alpha", "", Refused)]
    [InlineData("currency_code", "alpha", "EURO", Refused)]
    [InlineData("currency_code", "alpha", "€", Refused)]
    [InlineData("boolean_word", null, "T", "true")]
    [InlineData("boolean_word", null, "", Refused)]
    [InlineData("boolean_word", "{ true_words: [ДА], false_words: [нет] }", "да", "true")]
    [InlineData("boolean_word", "{ true_words: [ДА], false_words: [нет] }", "НЕТ", "false")]
    [InlineData("iban", null, "GB82WEST12345698765433", Refused)]
    [InlineData("iban", null, "NO93 8601 1117 947", "NO9386011117947")]
    [InlineData("iban", null, "MT84MALT011000012345MTLCAST001S", "MT84MALT011000012345MTLCAST001S")]
    [InlineData("iban", null, "", Refused)]
    [InlineData("check_digit", "luhn", "4111111111111112", Refused)]
    [InlineData("check_digit", "luhn", "0", Refused)]
    [InlineData("check_digit", "luhn", "490154203237518", "490154203237518")]
    [InlineData("check_digit", "gtin", "96385074", "96385074")]
    [InlineData("check_digit", "gtin", "036000291452", "036000291452")]
    [InlineData("check_digit", "gtin", "00012345600012", "00012345600012")]
    [InlineData("check_digit", "gtin", "4006381333932", Refused)]
    [InlineData("check_digit", "gtin", "123456789", Refused)]
    [InlineData("check_digit", "isbn", "080442957X", "080442957X")]
    [InlineData("check_digit", "isbn", "978-3-16-148410-0", "978-3-16-148410-0")]
    [InlineData("check_digit", "isbn", "4006381333931", Refused)]
    [InlineData("check_digit", "isbn", "X80442957X", Refused)]
    [InlineData("check_digit", "mod97", "3214282912345698765432161182", "3214282912345698765432161182")]
    [InlineData("check_digit", "mod97", "3214282912345698765432161183", Refused)]
    [InlineData("base64_decode", null, "/w==", Refused)]
    [InlineData("base64_decode", null, "QQ", Refused)]
    [InlineData("hex_decode", null, "f09f9880", "😀")]
    [InlineData("hex_decode", null, "4", Refused)]
    [InlineData("hex_decode", null, "ff", Refused)]
    [InlineData("hex_decode", null, "zz", Refused)]
    [InlineData("json_value", "/a~1b/m~0n", "{\"a/b\":{\"m~n\":12345678901234567890.10}}", "12345678901234567890.10")]
    [InlineData("json_value", "''", " [1, {\"x\":2}] ", "[1, {\"x\":2}]")]
    [InlineData("json_value", "/1", "[1, {\"x\": 2}]", "{\"x\": 2}")]
    [InlineData("json_value", "/t", "{\"t\":\"\\u00e9\\ud83d\\ude00\"}", "é😀")]
    [InlineData("json_value", "/t", "{\"t\":\"\\ud83d\"}", Refused)]
    [InlineData("json_value", "/t", "{\"t\":1} x", Refused)]
    [InlineData("json_value", "/t", "{\"t\":1} {}", Refused)]
    [InlineData("json_value", "/t", "", Refused)]
    [InlineData("json_value", "/-1", "[1]", null)]
    [InlineData("json_value", "/9", "[1]", null)]
    [InlineData("json_value", "/x", "3", null)]
    public void Codes_checks_and_containers(string key, string? options, string input, string? output) => Run(key, options, input).Should().Be(output);

    [Theory]
    [InlineData("round", "2", "x", "which is not a number of at most 38 digits")]
    [InlineData("convert_zone", "{ from: America/New_York, to: UTC }", "2024-11-03T01:30:00", "a time that clocks in America/New_York showed twice; `ambiguous` chooses one")]
    [InlineData("convert_zone", "{ from: America/New_York, to: UTC }", "2024-03-10T02:30:00", "a time that clocks in America/New_York left out; `skipped` chooses another")]
    [InlineData("convert_zone", "{ from: America/New_York, to: UTC }", "2024-03-10", "which is not a day and time in ISO form (yyyy-MM-ddTHH:mm:ss)")]
    [InlineData("convert_zone", "{ from: America/New_York, to: UTC }", "2024-03-10T00:00:00Z", "which has an offset of its own beside `from`")]
    [InlineData("convert_zone", "UTC", "2024-03-10T00:00:00", "whose offset is not known; `from` names the zone it was written in")]
    [InlineData("convert_zone", "UTC", "0001-01-01T00:30:00+00:00", "which lies beyond the years 1 to 9999 in the other zone")]
    [InlineData("iban", null, "GB82WEST12345698765433", "which is not an IBAN: its check digits are wrong")]
    [InlineData("iban", null, "GB82WEST1234569876543", "which is not an IBAN: those of its country have another length")]
    [InlineData("iban", null, "US82WEST12345698765433", "which is not an IBAN: no country with IBANs begins so")]
    [InlineData("iban", null, "12", "which is not an IBAN: two letters, two digits, and up to 30 letters and digits")]
    [InlineData("reformat_date", "{ from: [MM/dd/yyyy, yyyyMMdd] }", "x", "which is not an existing day in the form MM/dd/yyyy or yyyyMMdd")]
    [InlineData("country_code", "{ to: alpha2, from: name }", "x", "which is not a country's English name")]
    [InlineData("boolean_word", "{ true_words: [ja], false_words: [nein] }", "x", "which is none of ja, nein")]
    public void A_refusal_says_why(string key, string? options, string input, string why) =>
        ((IRefusesText)FunctionBench.Create(key, options)).Explain(input).Should().Be(why);

    [Theory]
    [InlineData("reformat_date", "[MM/yyyy]", "the pattern 'MM/yyyy' has no day (dd)")]
    [InlineData("reformat_date", "{ from: [yyyyMMdd], to: 'yyyy-MM-ddTHH:mmzzz' }", "`to` has an offset that a pattern of `from` does not know")]
    [InlineData("reformat_date", "{ from: ['yyyy-MM-ddTHH:mmzzz'], to: yyyy-MM-dd }", "`to` would lose the offset that a pattern of `from` has")]
    [InlineData("convert_zone", "Mars/Olympus", "there is no time zone 'Mars/Olympus' on this machine; names are IANA's, such as Europe/Berlin or UTC")]
    [InlineData("excel_date", "1905", "its date system is 1905; it is 1900 or 1904")]
    [InlineData("date_add", "{ days: 0 }", "it adds nothing; give it `years`, `months`, `days`, `hours`, `minutes` or `seconds`")]
    [InlineData("clean_number", "';'", "its decimal point is ';'; it is '.' or ','")]
    [InlineData("boolean_word", "{ true_words: [Ja], false_words: [jA] }", "'Ja' is a word for true and for false")]
    [InlineData("uuid_v5", "dns", "its namespace 'dns' is not a UUID")]
    [InlineData("json_value", "a.b", "its path 'a.b' is not a JSON Pointer; it begins with /")]
    [InlineData("unquote", "'«'", "its quote '«' is not an ASCII character")]
    public void Options_that_cannot_work_are_explained(string key, string options, string problem) =>
        ((IValidatesOptions)FunctionBench.Create(key, options)).Validate().Should().Be(problem);

    [Fact]
    public void Refused_rows_are_listed_in_order_and_null()
    {
        var function = (IRefusesText)FunctionBench.Create("abs");
        using var input = FunctionBench.Column("x", "-1", null, "y", "2", "z");
        var refused = new List<int>();
        using var output = function.Apply(input, [0, 1, 2, 3, 4], refused);
        refused.Should().Equal(0, 3);
        Enumerable.Range(0, 6).Select(output.GetString).Should().Equal(null, "1", null, null, "2", null);
    }

    [Fact]
    public void Rounding_agrees_with_the_platforms_decimal()
    {
        var random = new Random(11);
        foreach (var (mode, platform) in new[] { ("half_up", MidpointRounding.AwayFromZero), ("half_even", MidpointRounding.ToEven), ("down", MidpointRounding.ToZero), ("ceiling", MidpointRounding.ToPositiveInfinity), ("floor", MidpointRounding.ToNegativeInfinity) })
        {
            for (int i = 0; i < 300; i++)
            {
                decimal value = new(random.Next(), random.Next(), 0, random.Next(2) == 0, (byte)random.Next(15));
                if (random.Next(2) == 0) value = Math.Truncate(value) + 0.5m;
                int digits = random.Next(10);
                decimal rounded = Math.Round(value, digits, platform);
                decimal.Parse(Run("round", $"{{ digits: {digits}, mode: {mode} }}", value.ToString())!).Should().Be(rounded, $"{value} {mode} {digits}");
            }
        }
    }

    [Fact]
    public void Unix_time_and_back_is_the_same_moment()
    {
        var random = new Random(12);
        for (int i = 0; i < 500; i++)
        {
            string count = $"{random.NextInt64(-62_135_596_800, 253_402_300_800)}.{random.Next(1, 10_000_000):D7}".TrimEnd('0');
            Run("to_unix_time", "seconds", Run("from_unix_time", "seconds", count)!).Should().Be(count);
        }
    }

    [Fact]
    public void Huge_texts_take_linear_time()
    {
        string text = string.Concat(Enumerable.Repeat("<script <!-- <b", 200_000));
        foreach (string key in (string[])["strip_tags", "plain_punctuation", "transliterate", "soundex", "base64_encode", "hex_encode", "url_encode", "iban", "abs", "clean_number", "unquote"])
            FunctionBench.Run(FunctionBench.Create(key), text);
        FunctionBench.Run(FunctionBench.Create("strip_tags"), text).Should().Be(text);
        FunctionBench.Run(FunctionBench.Create("json_value", "/a"), new string('[', 100_000)).Should().BeNull();
    }

    internal static string? Run(string key, string? options, string text)
    {
        var function = FunctionBench.Create(key, options);
        (function as IValidatesOptions)?.Validate().Should().BeNull();
        if (function is not IRefusesText refusing) return FunctionBench.Run(function, text);
        using var input = FunctionBench.Column(text);
        var refused = new List<int>();
        using var output = refusing.Apply(input, [0], refused);
        return refused.Count > 0 ? Refused : output.GetString(0);
    }
}
