using System.Globalization;

namespace DataMigration.Patterns;

/// <summary>The general categories that ECMAScript and .NET call by the same short names.</summary>
internal static class UnicodeCategories
{
    private static readonly string[] Names =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    /// <summary>By whole names and by the first letters that stand for several.</summary>
    public static readonly HashSet<string> Known = [.. Names, .. Names.Select(n => n[..1])];

    /// <summary>Whether a category holds a character.</summary>
    public static bool Holds(string category, int code)
    {
        string name = Names[(int)CharUnicodeInfo.GetUnicodeCategory(code)];
        return category.Length == 1 ? name[0] == category[0] : name == category;
    }
}
