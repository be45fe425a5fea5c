using System.Globalization;

namespace DataMigration.Scripting.Syntax;

/// <summary>Reads the number literals of JavaScript.</summary>
internal static class NumberReader
{
    public static double Read(string text, ref int position)
    {
        int start = position;
        char second = start + 1 < text.Length ? char.ToLowerInvariant(text[start + 1]) : '\0';
        if (text[start] == '0' && second is 'x' or 'o' or 'b') return Whole(text, ref position, second switch { 'x' => 16, 'o' => 8, _ => 2 });
        if (text[start] == '0' && char.IsAsciiDigit(second)) throw SyntaxFailure.At(start, 2, "a number that starts with 0 would be octal; write it without, or as 0o…");
        Digits(text, ref position);
        if (At(text, position) == '.')
        {
            position++;
            Digits(text, ref position);
        }
        if (At(text, position) is 'e' or 'E')
        {
            position++;
            if (At(text, position) is '+' or '-') position++;
            if (!char.IsAsciiDigit(At(text, position))) throw SyntaxFailure.At(start, position - start, "the exponent of a number is missing");
            Digits(text, ref position);
        }
        if (At(text, position) == 'n') throw SyntaxFailure.Beyond(start, position + 1 - start, "a big integer (…n) is", "Keep wide numbers as text.");
        return double.Parse(text.AsSpan(start, position - start).ToString().Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    private static double Whole(string text, ref int position, int radix)
    {
        int start = position;
        position += 2;
        int first = position;
        double value = 0;
        for (; position < text.Length; position++)
        {
            int digit = text[position] == '_' && position > first ? -2 : char.IsAsciiHexDigit(text[position]) ? Convert.ToInt32(text[position].ToString(), 16) : -1;
            if (digit == -1 || digit >= radix) break;
            if (digit >= 0) value = value * radix + digit;
        }
        if (position == first) throw SyntaxFailure.At(start, position - start, "a number without digits");
        if (At(text, position) == 'n') throw SyntaxFailure.Beyond(start, position + 1 - start, "a big integer (…n) is", "Keep wide numbers as text.");
        return value;
    }

    private static void Digits(string text, ref int position)
    {
        while (char.IsAsciiDigit(At(text, position)) || (At(text, position) == '_' && char.IsAsciiDigit(text[position - 1]) && char.IsAsciiDigit(At(text, position + 1)))) position++;
    }

    private static char At(string text, int index) => index < text.Length ? text[index] : '\0';
}
