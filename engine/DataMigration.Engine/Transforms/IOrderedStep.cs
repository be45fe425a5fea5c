using DataMigration.Data;

namespace DataMigration.Transforms;

/// <summary>
/// A transform that drops rows by what came before them in source order. Workers are ahead of that order, so they only note who reaches the step
/// (<see cref="Arrive"/>) and go on with every row; the ordered stage drops what is too much, with whatever the later steps said of it.
/// </summary>
internal interface IOrderedStep : IRowStep
{
    /// <summary>Called by workers in place of <see cref="IRowStep.Apply"/>.</summary>
    Arrivals Arrive(RecordBatch batch);

    /// <summary>What decides in one run.</summary>
    /// <param name="spillFolder">For what outgrows memory; made when first used.</param>
    IArrivalGate Open(string spillFolder);
}

/// <summary>Decides one row after the other in source order. One thread.</summary>
internal interface IArrivalGate : IDisposable
{
    /// <summary>Whether a row with this key goes on.</summary>
    bool Lets(UInt128 key);

    /// <summary>All rows of the sources have come.</summary>
    /// <exception cref="Failures.MigrationException">They were not those that a first reading promised.</exception>
    void Complete();
}

/// <summary>The rows that reach an ordered step, with their keys.</summary>
internal sealed class Arrivals(RecordBatch batch) : IDisposable
{
    /// <summary>The batch at the step: its level's rows are what the step drops.</summary>
    public RecordBatch Batch { get; } = batch.Level;

    /// <summary>Rows that reach the step and have a key.</summary>
    public Bitmap Keyed { get; } = new(batch.RowCount);

    /// <summary>The keys by row; meaningless without one.</summary>
    public UInt128[] Keys { get; } = BufferPool.Of<UInt128>().Rent(Math.Max(batch.RowCount, 1));

    /// <summary>Rows that the step has dropped; null when there is none.</summary>
    public Bitmap? Dropped { get; private set; }

    /// <summary>Drops a row that has reached the step.</summary>
    public void Drop(int row) => (Dropped ??= new Bitmap(Batch.RowCount))[row] = true;

    public void Dispose()
    {
        Dropped?.Dispose();
        Keyed.Dispose();
        BufferPool.Of<UInt128>().Return(Keys);
    }
}
