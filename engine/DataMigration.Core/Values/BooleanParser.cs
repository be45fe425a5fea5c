using System.Text;

namespace DataMigration.Values;

/// <summary>One of the words for true, or one of those for false.</summary>
internal readonly struct BooleanParser : ICellParser<bool>
{
    private readonly byte[][] _true;
    private readonly byte[][] _false;

    public BooleanParser(ValueFormat format)
    {
        var (yes, no) = Words(format);
        _true = [.. yes.Select(Encoding.UTF8.GetBytes)];
        _false = [.. no.Select(Encoding.UTF8.GetBytes)];
    }

    public static (IReadOnlyList<string> True, IReadOnlyList<string> False) Words(ValueFormat format) =>
        (format.TrueValues ?? ["true", "1"], format.FalseValues ?? ["false", "0"]);

    public bool TryParse(ReadOnlySpan<byte> text, out bool value)
    {
        value = Contains(_true, text);
        return value || _false.Length == 0 || Contains(_false, text);
    }

    private static bool Contains(byte[][] words, ReadOnlySpan<byte> text)
    {
        foreach (byte[] word in words)
            if (text.SequenceEqual(word)) return true;
        return false;
    }
}
