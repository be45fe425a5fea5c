namespace DataMigration.Validations.Patterns;

/// <summary>The general categories that ECMAScript and .NET call by the same short names.</summary>
internal static class UnicodeCategories
{
    public static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po",
        "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co", "Cn",
    };
}
