namespace DataMigration.Data;

/// <summary>Origins of rows that were made of others: the place of the source row.</summary>
internal sealed class AddedRowOrigins(RecordBatch batch) : RowOrigins
{
    public override RowOrigin this[int row] => batch.Source!.Origins[batch.Parents[row]];

    /// <summary>Of the source row and of the row's number among its siblings: no two rows of a run have to share a seed.</summary>
    public override long Position(int row)
    {
        var parents = batch.Parents;
        int parent = parents[row], first = 0, last = row;
        // Siblings stand together and parents in order.
        while (first < last)
        {
            int middle = (first + last) / 2;
            if (parents[middle] < parent) first = middle + 1;
            else last = middle;
        }
        return batch.Source!.Origins.Position(parent) * unchecked((long)0x9E3779B97F4A7C15) + (row - first);
    }
}
