
namespace DataMigration.Data;

/// <summary>
/// A column of fixed-width values. <see cref="DataKind"/> says how a kind is stored in <typeparamref name="T"/>
/// (a date is its day number, a decimal its unscaled digits).
/// </summary>
/// <typeparam name="T">The storage type that <see cref="Column.Create"/> picks for the kind.</typeparam>
public sealed class Column<T> : Column where T : unmanaged
{
    private T[] _values;

    /// <summary>A column of <paramref name="length"/> null rows.</summary>
    public Column(DataType type, int length) : base(type, length) => _values = BufferPool.Of<T>().Rent(Math.Max(length, 1));

    /// <summary>The stored values by row; those of null rows are meaningless.</summary>
    public Span<T> Values => _values.AsSpan(0, Length);

    /// <summary>The stored value of a row; meaningless when the row is null.</summary>
    public T this[int row] => _values[row];

    /// <summary>Gives a row a value and marks it not null.</summary>
    public void Set(int row, T value)
    {
        _values[row] = value;
        Validity[row] = true;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_values.Length > 0) BufferPool.Of<T>().Return(_values);
        _values = [];
    }
}
