using System.Collections.Frozen;

namespace DataMigration.Scripting.Library;

/// <summary>The characters whose upper case is several characters (Unicode's SpecialCasing), and those whose single one .NET leaves out.</summary>
internal static class FullUpper
{
    // Each its character, then its upper case.
    private static readonly string[] Pairs =
    [
        "\u00dfSS", "\u0149\u02bcN", "\u01f0J\u030c", "\u0390\u0399\u0308\u0301", "\u03b0\u03a5\u0308\u0301", "\u0587\u0535\u0552", "\u1e96H\u0331",
        "\u1e97T\u0308", "\u1e98W\u030a", "\u1e99Y\u030a", "\u1e9aA\u02be", "\u1f50\u03a5\u0313", "\u1f52\u03a5\u0313\u0300", "\u1f54\u03a5\u0313\u0301",
        "\u1f56\u03a5\u0313\u0342", "\u1fb2\u1fba\u0399", "\u1fb3\u0391\u0399", "\u1fb4\u0386\u0399", "\u1fb6\u0391\u0342", "\u1fb7\u0391\u0342\u0399",
        "\u1fbc\u0391\u0399", "\u1fc2\u1fca\u0399", "\u1fc3\u0397\u0399", "\u1fc4\u0389\u0399", "\u1fc6\u0397\u0342", "\u1fc7\u0397\u0342\u0399",
        "\u1fcc\u0397\u0399", "\u1fd2\u0399\u0308\u0300", "\u1fd3\u0399\u0308\u0301", "\u1fd6\u0399\u0342", "\u1fd7\u0399\u0308\u0342",
        "\u1fe2\u03a5\u0308\u0300", "\u1fe3\u03a5\u0308\u0301", "\u1fe4\u03a1\u0313", "\u1fe6\u03a5\u0342", "\u1fe7\u03a5\u0308\u0342", "\u1ff2\u1ffa\u0399",
        "\u1ff3\u03a9\u0399", "\u1ff4\u038f\u0399", "\u1ff6\u03a9\u0342", "\u1ff7\u03a9\u0342\u0399", "\u1ffc\u03a9\u0399", "\ufb00FF", "\ufb01FI",
        "\ufb02FL", "\ufb03FFI", "\ufb04FFL", "\ufb05ST", "\ufb06ST", "\ufb13\u0544\u0546", "\ufb14\u0544\u0535", "\ufb15\u0544\u053b", "\ufb16\u054e\u0546",
        "\ufb17\u0544\u053d",
        "\u0131I", "\u017fS",
    ];

    private static readonly FrozenDictionary<char, string> Known = Pairs.Concat(GreekWithIota()).ToFrozenDictionary(pair => pair[0], pair => pair[1..]);

    /// <summary>The upper case, or null where it is the plain one.</summary>
    public static string? Of(char c) => c < '\u00df' ? null : Known.GetValueOrDefault(c);

    /// <summary>Vowels with a breathing and an iota, small and capital ones: eight of each, and the capital without iota stands elsewhere.</summary>
    private static IEnumerable<string> GreekWithIota() =>
        from block in (IEnumerable<(int Start, int Capital)>)[(0x1F80, 0x1F08), (0x1F90, 0x1F28), (0x1FA0, 0x1F68)]
        from i in Enumerable.Range(0, 16)
        select new string([(char)(block.Start + i), (char)(block.Capital + i % 8), (char)0x399]);
}
