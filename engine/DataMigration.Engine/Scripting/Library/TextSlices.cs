namespace DataMigration.Scripting.Library;

/// <summary>Which part of a text of some length a method means; the same for UTF-16 and for ASCII in UTF-8.</summary>
internal static class TextSlices
{
    /// <summary><c>slice(start, end)</c>: negative ones count from the end. Infinity for no end.</summary>
    public static Range Slice(int length, double start, double end = double.PositiveInfinity)
    {
        int from = Integers.RelativeIndex(start, length);
        return from..Math.Max(from, Integers.RelativeIndex(end, length));
    }

    /// <summary><c>substring(start, end)</c>: in whichever order.</summary>
    public static Range Substring(int length, double start, double end = double.PositiveInfinity)
    {
        int one = Integers.ClampedIndex(start, length), other = Integers.ClampedIndex(end, length);
        return Math.Min(one, other)..Math.Max(one, other);
    }

    /// <summary><c>substr(start, count)</c>.</summary>
    public static Range Substr(int length, double start, double count = double.PositiveInfinity)
    {
        int from = Integers.RelativeIndex(start, length);
        return from..(from + Integers.ClampedIndex(count, length - from));
    }

    /// <summary>The position that <c>at(index)</c> means, or −1.</summary>
    public static int At(int length, double index)
    {
        double whole = Integers.Truncate(index);
        return Integers.ElementIndex(whole < 0 ? length + whole : whole, length);
    }
}
