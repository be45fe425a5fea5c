using System.Buffers;
using System.IO.Hashing;
using System.Text.Json;
using DataMigration.Connectors;
using DataMigration.Data;

namespace DataMigration.Replay;

/// <summary>
/// Where rows of a reject file came from in the first place. A record that nobody has touched is known by its bytes, in their order; of the others the n-th is the n-th that was filed, as long as there are as many records
/// as were filed. Of whatever else there is (records added, or mended while others were taken out) it is not known.
/// </summary>
internal sealed class FirstOrigins
{
    private readonly Dictionary<long, RowOrigin> _byOffset;

    private FirstOrigins(Dictionary<long, RowOrigin> byOffset) => _byOffset = byOffset;

    /// <param name="mended">Reads the file that is replayed.</param>
    /// <param name="filed">Reads the file as it was filed.</param>
    /// <param name="reasons">Says where each of its records came from.</param>
    /// <param name="cancellationToken">Both are read whole.</param>
    public static async Task<FirstOrigins> FindAsync(ISource mended, ISource filed, string reasons, CancellationToken cancellationToken)
    {
        var origins = Origins(reasons);
        var (old, now) = (await RecordsAsync(filed, cancellationToken), await RecordsAsync(mended, cancellationToken));
        var places = new Dictionary<UInt128, Queue<int>>();
        for (int i = 0; i < old.Count; i++)
        {
            if (!places.TryGetValue(old[i].Hash, out var same)) places.Add(old[i].Hash, same = new Queue<int>());
            same.Enqueue(i);
        }
        var taken = new bool[old.Count];
        var found = new int[now.Count];
        for (int i = 0; i < now.Count; i++)
        {
            found[i] = places.TryGetValue(now[i].Hash, out var same) && same.TryDequeue(out int place) ? place : -1;
            if (found[i] >= 0) taken[found[i]] = true;
        }
        var byOffset = new Dictionary<long, RowOrigin>();
        for (int i = 0; i < now.Count; i++)
        {
            if (found[i] < 0 && now.Count == old.Count && !taken[i]) found[i] = i;
            if (found[i] >= 0 && now[i].Offset is { } offset && origins.TryGetValue(found[i] + 1, out var origin)) byOffset[offset] = origin;
        }
        return new FirstOrigins(byOffset);
    }

    /// <summary>The first origin of a row of the reject file; null where it is not known.</summary>
    public RowOrigin? Find(RowOrigin origin) => origin.ByteOffset is { } offset && _byOffset.TryGetValue(offset, out var first) ? first : null;

    /// <summary>By the number of the record in the reject file, from 1.</summary>
    private static Dictionary<long, RowOrigin> Origins(string reasons)
    {
        var origins = new Dictionary<long, RowOrigin>();
        foreach (string line in File.ReadLines(reasons))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("row") is not { ValueKind: JsonValueKind.Number } row) continue;
            long? Number(string name) => json.RootElement.GetProperty(name) is { ValueKind: JsonValueKind.Number } n ? n.GetInt64() : null;
            origins.TryAdd(row.GetInt64(), new RowOrigin(json.RootElement.GetProperty("file").GetString(), Number("line"), Number("byte_offset"), json.RootElement.GetProperty("key").GetString()));
        }
        return origins;
    }

    private static async Task<List<(UInt128 Hash, long? Offset)>> RecordsAsync(ISource source, CancellationToken cancellationToken)
    {
        await source.DiscoverAsync(cancellationToken);
        var records = new List<(UInt128, long?)>();
        var bytes = new ArrayBufferWriter<byte>();
        await foreach (var batch in source.ReadAsync(cancellationToken))
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                bytes.ResetWrittenCount();
                source.RejectFormat.WriteRow(batch, row, null, bytes);
                records.Add((XxHash128.HashToUInt128(bytes.WrittenSpan), batch.Origins[row].ByteOffset));
            }
            batch.Dispose();
        }
        return records;
    }
}
