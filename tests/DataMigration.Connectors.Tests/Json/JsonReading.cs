using System.Buffers;
using System.Text;
using DataMigration.Connectors.Files;
using DataMigration.Connectors.Json;
using DataMigration.Data;
using DataMigration.Tests.Conformance;

namespace DataMigration.Tests.Json;

/// <summary>Everything there is to know about one reading of a file.</summary>
/// <param name="Failures"><c>code line+offset field 'value': message</c>, in order of rows.</param>
/// <param name="Rejects">The reject file of the failed rows.</param>
internal sealed record JsonReading(RecordSchema Schema, IReadOnlyList<object?[]> Rows, IReadOnlyList<string> Failures, IReadOnlyList<(long, long?)> Origins, string Rejects, int Blocks)
{
    public static Task<JsonReading> LinesAsync(JsonlSourceOptions options, int blockSize = BlockSplitter.DefaultBlockSize, string[]? asked = null) =>
        OfAsync(new JsonlSource(options, TestFolder.Context, blockSize), asked);

    public static Task<JsonReading> ArrayAsync(JsonSourceOptions options, int blockSize = BlockSplitter.DefaultBlockSize, string[]? asked = null) =>
        OfAsync(new JsonSource(options, TestFolder.Context, blockSize), asked);

    public static async Task<JsonReading> OfAsync(JsonRecordSource source, string[]? asked = null, string? reasonColumn = null)
    {
        if (asked is not null) source.Ask(asked);
        var schema = await source.DiscoverAsync(default);
        var rows = new List<object?[]>();
        var failures = new List<string>();
        var origins = new List<(long, long?)>();
        var rejects = new ArrayBufferWriter<byte>();
        source.RejectFormat.WriteHeader(rejects, reasonColumn);
        int blocks = 0;
        await foreach (var batch in source.ReadAsync(default))
        {
            blocks++;
            rows.AddRange(Conformance.Rows.Of(batch));
            failures.AddRange(batch.Failures.Failures.OrderBy(f => f.Row)
                .Select(f => $"{f.Rule.Code} {batch.Origins[f.Row].Line}+{batch.Origins[f.Row].ByteOffset} {f.Field} '{f.Value}': {f.Message}"));
            for (int row = 0; row < batch.RowCount; row++)
            {
                origins.Add((batch.Origins[row].Line!.Value, batch.Origins[row].ByteOffset));
                if (batch.Failures.IsRejected(row))
                    source.RejectFormat.WriteRow(batch, row, reasonColumn is null ? null : batch.Failures.Failures.First(f => f.Row == row).Rule.Code, rejects);
            }
            batch.Dispose();
        }
        return new JsonReading(schema, rows, failures, origins, Encoding.UTF8.GetString(rejects.WrittenSpan), blocks);
    }

    /// <summary>The fields as a pipeline would declare them.</summary>
    public string Fields => string.Join(", ", Schema.Fields.Select(f => $"{f.Name} {f.Type}{(f.IsPart ? " part" : "")}"));

    public string Values => Conformance.Rows.Show(Rows);
}
