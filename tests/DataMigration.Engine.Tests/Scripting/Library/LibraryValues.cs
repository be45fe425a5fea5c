namespace DataMigration.Tests.Scripting.Library;

/// <summary>Inputs at the edges of what functions of the language tell apart.</summary>
internal static class LibraryValues
{
    public static readonly double[] Numbers =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 0.2, 0.3, 1.005, 1.45, 8.345, 10.235, 1e-7, 1.5e-7, 123e-20, 1e21, 1e20, 123456789012345680000.0, 1.2345678901234567e25, 5e-324,
        1.7976931348623157e308, 2.2250738585072014e-308, 9007199254740991, 9007199254740992, 9007199254740994, -9007199254740992, 4294967295, 4294967296, 4294967297, 2147483647, 2147483648, -2147483648,
        -2147483649, 255, 256, 65535, 65536, 99.995, 999999.5, 0.000001, 0.0000015, 100, 1000, 1e15, 1e16, 1.1e16, 3.14159265358979, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.49999999999999994,
        4503599627370495.5, 4503599627370497.5, 1e300, -1e-300,
    ];

    public static readonly string[] NumberTexts =
    [
        "", " ", "0", "-0", "+0", "1", " 12 ", "\t\n12\u00a0\ufeff", "\u008512", "1.5", ".5", "5.", "-.5", "+5.e3", ".", "-", "+", "e5", "1e", "1e5", "1E-5", "1e+", "1e+5", "1_000", "1,000", "0x1f", "0X1F", "-0x1f", "0x", "0xg",
        "0b101", "0b102", "0o17", "0o18", "017", "Infinity", "-Infinity", "+Infinity", "infinity", "Infinityx", "NaN", "12px", "0x1fz", "1e1000", "-1e1000", "1e-1000", "9007199254740993", "0.1e1", "00012", "1.2.3", "  -12.5abc",
        "0x20000000000001", "0x20000000000003", "0b100000000000000000000000000000000000000000000000000001", "123456789012345678901234567890", "٣", "1\u180e", "\u180e1", "1 2", "--1", "$5", "5e-324", "2e-324", "3e-324",
    ];

    public static readonly string[] Texts =
    [
        "", "a", "abc", "aaa", "ABC", " a b ", "straße", "ŉǰΐ", "ΑΣ", "ΑΣΑ", "Σ", "ΑΣ.", "Α.Σ", "ΑΣ\u0301", "a\u0301Σ", "İI", "ıi", "ſK", "\ud83d\ude00x", "\ud83d", "\ude00", "x\ud83d", "\ude00\ud83d", "\ud801\udc28\ud801\udc00", "ǆǅǄ", "ﬁﬂ", "ᾳᾼ", "é", "e\u0301",
        "$&", "a$b", "$$", "$1", "\r\n", "\u2028", "a,b,,c", ",", "a-b-c", "tab\there", "\u00a0nb\u00a0", "\ufeffbom\u0085", "ÀÉÎõü", "μµ", "ß", "ẞ", "Ǳ", "\ud83d\ude00\ud83d\ude00", "xxabxxab", "e\u0301\ufffee\u0301", "e\u0301\ud83de\u0301\ufffe\ude00\uffff",
    ];

    /// <summary>Random numbers of every size, the same each time.</summary>
    public static IEnumerable<double> Random(int count)
    {
        var random = new Random(4711);
        for (int i = 0; i < count; i++)
            yield return (i % 5) switch
            {
                0 => BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue)),
                1 => random.Next(-100000, 100000) / 100.0,
                2 => random.Next(-1000000, 1000000) / 1000.0,
                3 => Math.ScaleB(random.NextInt64(1L << 53), random.Next(-80, 30)),
                _ => random.NextInt64(-(1L << 55), 1L << 55),
            };
    }
}
