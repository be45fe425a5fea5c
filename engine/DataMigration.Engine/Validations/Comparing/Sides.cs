using DataMigration.Data;

namespace DataMigration.Validations.Comparing;

/// <summary>Two fields of one storage type.</summary>
internal readonly struct FieldSides<T>(Column<T> left, Column<T> right) : IRowComparison where T : unmanaged, IComparable<T>
{
    public bool IsComplete(int row) => left.Validity[row] && right.Validity[row];

    public int Compare(int row) => left[row].CompareTo(right[row]);
}

/// <summary>A field and a constant.</summary>
internal readonly struct ConstantSides<T>(Column<T> left, T right) : IRowComparison where T : unmanaged, IComparable<T>
{
    public bool IsComplete(int row) => left.Validity[row];

    public int Compare(int row) => left[row].CompareTo(right);
}

/// <summary>Two fields of text or bytes; by code point, which is the order of UTF-8's bytes.</summary>
internal readonly struct TextSides(TextColumn left, TextColumn right) : IRowComparison
{
    public bool IsComplete(int row) => left.Validity[row] && right.Validity[row];

    public int Compare(int row) => left[row].SequenceCompareTo(right[row]);
}

/// <summary>A field of text or bytes and a constant.</summary>
internal readonly struct TextConstantSides(TextColumn left, byte[] right) : IRowComparison
{
    public bool IsComplete(int row) => left.Validity[row];

    public int Compare(int row) => left[row].SequenceCompareTo(right);
}

/// <summary>Whole numbers and decimals of different scales, compared exactly.</summary>
internal readonly struct ExactSides<TLeft, TRight>(Column<TLeft> left, Column<TRight> right) : IRowComparison where TLeft : unmanaged where TRight : unmanaged
{
    private readonly Int128 _leftFactor = Power(right.Type.Scale - left.Type.Scale), _rightFactor = Power(left.Type.Scale - right.Type.Scale);

    public bool IsComplete(int row) => left.Validity[row] && right.Validity[row];

    public int Compare(int row)
    {
        Int128 a = Widen(left[row]), b = Widen(right[row]);
        // A side that overflows when brought to the other's scale is larger in magnitude than anything the other can hold.
        if (Overflows(a, _leftFactor)) return Int128.Sign(a);
        if (Overflows(b, _rightFactor)) return -Int128.Sign(b);
        return (a * _leftFactor).CompareTo(b * _rightFactor);
    }

    private static bool Overflows(Int128 value, Int128 factor) => factor > 1 && Int128.Abs(value) > Int128.MaxValue / factor;

    private static Int128 Widen<T>(T value) where T : unmanaged => typeof(T) == typeof(long) ? (long)(object)value : (Int128)(object)value;

    private static Int128 Power(int exponent)
    {
        Int128 power = 1;
        for (int i = 0; i < exponent; i++) power *= 10;
        return power;
    }
}
