using System.Text;
using DataMigration.Data;
using DataMigration.Declarations;

namespace DataMigration.Functions;

public sealed record TransliterateOptions
{
    [Option("Whether ä ö ü ß become ae oe ue ss, as German writes them without their letters; otherwise Latin letters stay as they are.", Example = "true")]
    public bool German { get; init; }
}

[Component(ComponentKind.Function, "transliterate", "Writes Cyrillic and Greek letters with Latin ones, by sound. Other characters stay as they are; `strip_accents` takes marks off Latin letters.", Example = "transliterate: { german: true }")]
[Example("Щукин, Αθήνα", "Shchukin, Athina")]
[Example("ЖУКОВ Юрий", "ZHUKOV Yuriy")]
[Example("Jürgen Groß", "Juergen Gross", Options = "{ german: true }")]
public sealed class Transliterate(TransliterateOptions options) : ITextFunction
{
    public TextColumn Apply(TextColumn input, ReadOnlySpan<int> rows) => TextKernels.Write(input, rows, new Kernel(options.German));

    private readonly struct Kernel(bool german) : IWriteKernel
    {
        public bool Map(ReadOnlySpan<byte> text, TextHeap output)
        {
            if (Ascii.IsValid(text))
            {
                output.Append(text);
                return true;
            }
            Rune before = default;
            while (!text.IsEmpty)
            {
                Rune.DecodeFromUtf8(text, out var rune, out int length);
                var lower = Rune.ToLowerInvariant(rune);
                var rest = text[length..];
                // Greek ου is one sound.
                if (lower.Value is 'υ' or 'ύ' && Rune.ToLowerInvariant(before).Value is 'ο') output.Append(rune == lower ? "u"u8 : "U"u8);
                else if ((ScriptLetters.Of(lower) ?? (german ? German(lower) : null)) is { } letters) Append(letters, rune != lower, IsUpper(before) || StartsUpper(rest), output);
                else output.Append(text[..length]);
                before = rune;
                text = rest;
            }
            return true;
        }

        /// <summary>A capital becomes capitals within a word of capitals, else a capital and small letters.</summary>
        private static void Append(ReadOnlySpan<byte> letters, bool upper, bool amongCapitals, TextHeap output)
        {
            var room = output.Reserve(letters.Length);
            for (int i = 0; i < letters.Length; i++) room[i] = upper && (i == 0 || amongCapitals) ? (byte)(letters[i] - 32) : letters[i];
            output.Advance(letters.Length);
        }

        private static bool IsUpper(Rune rune) => Rune.ToLowerInvariant(rune) != rune;

        private static bool StartsUpper(ReadOnlySpan<byte> text)
        {
            Rune.DecodeFromUtf8(text, out var rune, out _);
            return IsUpper(rune);
        }

        private static byte[]? German(Rune lower) => lower.Value switch { 'ä' => "ae"u8.ToArray(), 'ö' => "oe"u8.ToArray(), 'ü' => "ue"u8.ToArray(), 'ß' => "ss"u8.ToArray(), _ => null };
    }
}
