using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Values;

namespace DataMigration.Connectors.Sql.Reading;

/// <summary>One reading of a source's rows by one reader a range of a column. The ranges take turns, so that the order of the rows does not depend on how fast each of them comes.</summary>
internal sealed class SqlRangeReading<T>(ISqlConnection connection, SqlQueries queries, IReadingUnits<T> units, RecordSchema schema, int[] key, SqlPartitionOptions partition, SqlRangesCursor? from) where T : class
{
    /// <summary>Units a range may be ahead of its turn.</summary>
    private const int Ahead = 2;

    private readonly DataType _type = schema[schema.IndexOf(partition.By)].Type;

    /// <summary>What a range has ready, and how far it has been read behind that.</summary>
    private readonly record struct Part(T Unit, long Rows, IReadOnlyList<string>? Key);

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var snapshot = await connection.OpenSnapshotAsync(cancellationToken);
        SqlRange[] ranges = from is null ? await CutAsync(snapshot, cancellationToken) : [.. from.Ranges];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channels = ranges.Select(_ => Channel.CreateBounded<Part>(Ahead)).ToList();
        var tasks = new List<Task>();
        try
        {
            // Opened one after the other: they take the snapshot over before the first of them reads.
            for (int i = 0; i < ranges.Length; i++)
            {
                if (ranges[i].IsRead) continue;
                int number = i;
                var reader = await SqlReaders.CheckAsync(snapshot.OpenReaderAsync(QueryOf(ranges[i], first: i == 0), cancellationToken), schema);
                tasks.Add(Task.Run(() => PumpAsync(reader, number, ranges[number], channels[number].Writer, stop.Token), CancellationToken.None));
            }
            for (int turn = from?.Turn ?? 0; !ranges.All(r => r.IsRead); turn = (turn + 1) % ranges.Length)
            {
                if (ranges[turn].IsRead) continue;
                if (!await channels[turn].Reader.WaitToReadAsync(cancellationToken) || !channels[turn].Reader.TryRead(out var next))
                {
                    ranges[turn] = ranges[turn] with { IsRead = true };
                    continue;
                }
                ranges[turn] = ranges[turn] with { Rows = next.Rows, Key = next.Key };
                if (key.Length > 0) units.Mark(next.Unit, new SqlRangesCursor((turn + 1) % ranges.Length, ranges).ToText());
                yield return next.Unit;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var channel in channels)
                while (channel.Reader.TryRead(out var left)) units.Drop(left.Unit);
        }
    }

    private async Task PumpAsync(ISqlReader reader, int number, SqlRange range, ChannelWriter<Part> channel, CancellationToken cancellationToken)
    {
        await using var owned = reader;
        long rows = range.Rows;
        try
        {
            // Rows of each range have numbers of their own.
            while (await units.ReadAsync(reader, 0, ((long)number << 40) + rows + 1, cancellationToken) is { } unit)
            {
                try
                {
                    rows += units.Rows(reader, unit);
                    await channel.WriteAsync(new Part(unit, rows, key.Length > 0 ? SqlReaders.KeyOfLast(units, reader, unit, key) : null), cancellationToken);
                }
                catch
                {
                    units.Drop(unit);
                    throw;
                }
            }
            channel.Complete();
        }
        catch (Exception e)
        {
            channel.Complete(e);
        }
    }

    private SqlQuery QueryOf(SqlRange range, bool first) => queries.Range(range.Low, range.High, _type, withNulls: first, range.Key, [.. key.Select(k => schema[k].Type)]);

    /// <summary>Equal parts of the column's range; one part where it has no values.</summary>
    private async Task<SqlRange[]> CutAsync(ISqlSnapshot snapshot, CancellationToken cancellationToken)
    {
        await using var reader = await snapshot.OpenReaderAsync(queries.Bounds, cancellationToken);
        using var found = (await reader.ReadAsync(cancellationToken))!;
        if (found[0].IsNull(0)) return [new SqlRange(0, 0)];
        // An expression has no declared type in SQLite: its value comes as text.
        long Bound(int column) => found[column] switch
        {
            Column<long> values => values[0],
            Column<int> days => days[0],
            var text => ValueReaders.Create(_type, ValueFormat.Default, out _)!.ReadOne(ValueFormatter.ToText(text, 0)) switch
            {
                Column<long> values => values[0],
                Column<int> days => days[0],
                _ => throw new MigrationException(SqlMessages.CannotPartition.At(null, partition.By, $"{_type} with values that are none")),
            },
        };
        long low = Bound(0), high = Bound(1);
        var ranges = new List<SqlRange>();
        Int128 width = ((Int128)high - low + 1 + partition.Count - 1) / partition.Count;
        for (Int128 start = low; start <= high; start += width) ranges.Add(new SqlRange((long)start, (long)Int128.Min(start + width - 1, high)));
        return [.. ranges];
    }
}
