namespace DataMigration.Data;

/// <summary>
/// The values of one field for all rows of a batch, with a validity bitmap (a set bit = not null, as in Arrow).
/// Every row starts null. Buffers come from the shared pool; whoever owns the batch disposes its columns with it.
/// A kernel writes a column once, then it is read only.
/// </summary>
public abstract class Column : IDisposable
{
    /// <summary>A column of <paramref name="length"/> null rows.</summary>
    protected Column(DataType type, int length)
    {
        Type = type;
        Length = length;
        Validity = new Bitmap(length);
    }

    /// <summary>What every non-null value is.</summary>
    public DataType Type { get; }

    /// <summary>Rows, selected or not.</summary>
    public int Length { get; }

    /// <summary>Set bits are rows with a value.</summary>
    public Bitmap Validity { get; }

    /// <summary>Whether a row has no value.</summary>
    public bool IsNull(int row) => !Validity[row];

    /// <summary>Makes a row null; its stored value becomes meaningless.</summary>
    public void SetNull(int row) => Validity[row] = false;

    /// <summary>An empty column of the storage that a type needs: <see cref="TextColumn"/> or <see cref="Column{T}"/>.</summary>
    public static Column Create(DataType type, int length) => type.Kind switch
    {
        DataKind.Text or DataKind.Binary or DataKind.Json => new TextColumn(type, length),
        DataKind.Integer or DataKind.DateTime or DataKind.Time => new Column<long>(type, length),
        DataKind.Number => new Column<double>(type, length),
        DataKind.Decimal => new Column<Int128>(type, length),
        DataKind.Boolean => new Column<bool>(type, length),
        DataKind.Date => new Column<int>(type, length),
        DataKind.DateTimeOffset => new Column<DateTimeOffset>(type, length),
        DataKind.Guid => new Column<Guid>(type, length),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Gives the buffers back to the pool.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the buffers back to the pool; called once.</summary>
    protected virtual void Dispose(bool disposing) => Validity.Dispose();
}
