using System.Globalization;
using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary>Unicode's properties Cased and Case_Ignorable, which decide over the sigma at the end of a word.</summary>
internal static class CaseProperties
{
    /// <summary>Marks, modifiers, format characters, and what stands inside a word: <c>' . : · ’</c>.</summary>
    public static bool IsIgnorable(Rune rune) => rune.Value switch
    {
        '\'' or '.' or ':' or '^' or '`' or 0xA8 or 0xAD or 0xAF or 0xB4 or 0xB7 or 0xB8 or 0x2018 or 0x2019 or 0x2024 or 0x2027 => true,
        0xFE13 or 0xFE52 or 0xFE55 or 0xFF07 or 0xFF0E or 0xFF1A or 0x387 or 0x55F or 0x5F4 => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter || (rune.Value > 0x7F && Rune.GetUnicodeCategory(rune) == UnicodeCategory.ModifierSymbol),
    };

    public static bool IsCased(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter || rune.Value is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9);
}
