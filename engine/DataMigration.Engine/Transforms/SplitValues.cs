using System.Runtime.InteropServices;
using DataMigration.Data;

namespace DataMigration.Transforms;

/// <summary>The values that rows are being split into, with the rows they come from. One batch, one thread.</summary>
internal abstract class SplitValues : IDisposable
{
    private readonly List<int> _parents = [];

    public int Count => _parents.Count;

    public ReadOnlySpan<int> Parents => CollectionsMarshal.AsSpan(_parents);

    /// <summary>Splits the value of a row.</summary>
    /// <returns>What is wrong with it, for "field is value, …", or null. Nothing was added then.</returns>
    public abstract string? Add(int row, ReadOnlySpan<byte> value);

    /// <summary>A row that goes on without a value.</summary>
    public void AddNull(int row)
    {
        _parents.Add(row);
        AddNullValue();
    }

    /// <summary>A column of each field that the values fill.</summary>
    public abstract IReadOnlyList<Column> ToColumns();

    public abstract void Dispose();

    protected abstract void AddNullValue();

    protected void AddParent(int row) => _parents.Add(row);
}
