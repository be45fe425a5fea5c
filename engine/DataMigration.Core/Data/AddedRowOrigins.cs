namespace DataMigration.Data;

/// <summary>Origins of rows that were made of others: the place of the source row.</summary>
internal sealed class AddedRowOrigins(RecordBatch batch) : RowOrigins
{
    public override RowOrigin this[int row] => batch.Source!.Origins[batch.Parents[row]];

    /// <summary>The source row's, with the number of the row among its siblings in the topmost bits.</summary>
    public override long Position(int row)
    {
        var parents = batch.Parents;
        int sibling = row;
        while (sibling > 0 && parents[sibling - 1] == parents[row]) sibling--;
        return batch.Source!.Origins.Position(parents[row]) ^ ((long)(row - sibling) << 48);
    }
}
