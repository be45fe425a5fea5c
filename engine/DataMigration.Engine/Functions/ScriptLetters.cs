using System.Text;

namespace DataMigration.Functions;

/// <summary>Cyrillic and Greek letters and the Latin ones that sound most like them, as road signs and passports in English write them.</summary>
internal static class ScriptLetters
{
    private const string Table =
        "а:a б:b в:v г:g д:d е:e ё:yo ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya " +
        "і:i ї:yi є:ye ґ:g ў:u ј:j љ:lj њ:nj ћ:c ђ:dj џ:dz ѓ:gj ќ:kj ѕ:dz " +
        "α:a β:v γ:g δ:d ε:e ζ:z η:i θ:th ι:i κ:k λ:l μ:m ν:n ξ:x ο:o π:p ρ:r σ:s ς:s τ:t υ:y φ:f χ:ch ψ:ps ω:o";

    private static readonly Dictionary<Rune, byte[]> Latin = Table.Split(' ').Select(e => e.Split(':')).ToDictionary(e => e[0].EnumerateRunes().Single(), e => Encoding.ASCII.GetBytes(e[1]));

    /// <summary>The Latin letters of a letter in lower case, or null; one with marks stands for the one without.</summary>
    public static byte[]? Of(Rune lower)
    {
        if (Latin.TryGetValue(lower, out byte[]? letters)) return letters;
        if (lower.Value is < 0x370 or > 0x1FFF) return null;
        var parts = CanonicalForms.Decompose(Encoding.UTF8.GetBytes(lower.ToString()));
        return parts.Count > 1 ? Latin.GetValueOrDefault(new Rune(parts[0])) : null;
    }
}
