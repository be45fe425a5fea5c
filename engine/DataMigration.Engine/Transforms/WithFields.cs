using DataMigration.Data;

namespace DataMigration.Transforms;

/// <summary>Adds fields to rows, or replaces some of the same name.</summary>
internal static class WithFields
{
    /// <param name="positions">Where each field stands afterwards.</param>
    public static RecordSchema Schema(RecordSchema before, IReadOnlyList<Field> fields, out int[] positions)
    {
        var output = before.Fields.ToList();
        positions = new int[fields.Count];
        for (int i = 0; i < fields.Count; i++)
        {
            int at = output.FindIndex(f => f.Name == fields[i].Name);
            positions[i] = at < 0 ? output.Count : at;
            if (at < 0) output.Add(fields[i]);
            else output[at] = fields[i];
        }
        return new RecordSchema(output);
    }

    /// <summary>The same rows with these columns.</summary>
    public static RecordBatch Batch(RecordSchema output, RecordBatch batch, IReadOnlyList<Column> added, int[] positions)
    {
        var columns = new Column[output.Count];
        for (int i = 0; i < batch.Schema.Count; i++) columns[i] = batch[i];
        for (int i = 0; i < positions.Length; i++) columns[positions[i]] = added[i];
        return new RecordBatch(output, columns, batch);
    }
}
