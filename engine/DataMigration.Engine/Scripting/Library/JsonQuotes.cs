using System.Buffers;
using System.Globalization;
using System.Text;

namespace DataMigration.Scripting.Library;

/// <summary>Text as <c>JSON.stringify</c> quotes it.</summary>
internal static class JsonQuotes
{
    private static readonly SearchValues<char> Special =
        SearchValues.Create([.. Enumerable.Range(0, 32).Select(i => (char)i), '"', '\\', .. Enumerable.Range(0xD800, 0x800).Select(i => (char)i)]);

    public static void Append(StringBuilder to, ReadOnlySpan<char> text)
    {
        to.Append('"');
        for (int plain; (plain = text.IndexOfAny(Special)) >= 0;)
        {
            to.Append(text[..plain]);
            text = text[(plain + AppendOne(to, text[plain..]))..];
        }
        to.Append(text).Append('"');
    }

    private static int AppendOne(StringBuilder to, ReadOnlySpan<char> text)
    {
        char c = text[0];
        if (text.Length > 1 && char.IsSurrogatePair(c, text[1]))
        {
            to.Append(text[..2]);
            return 2;
        }
        _ = c switch
        {
            '"' => to.Append("\\\""),
            '\\' => to.Append("\\\\"),
            '\n' => to.Append("\\n"),
            '\r' => to.Append("\\r"),
            '\t' => to.Append("\\t"),
            '\b' => to.Append("\\b"),
            '\f' => to.Append("\\f"),
            _ => to.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
        };
        return 1;
    }
}
