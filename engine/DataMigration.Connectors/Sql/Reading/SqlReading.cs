using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Values;

namespace DataMigration.Connectors.Sql.Reading;

/// <summary>One reading of a source's rows, from the first to the last: by one reader that takes up again behind the last key, or by one a range.</summary>
internal sealed class SqlReading<T>(ISqlConnection connection, SqlQueries queries, IReadingUnits<T> units, RecordSchema schema, int[] key, SqlPartitionOptions? partition, IRetries retries, SqlCursor? from) where T : class
{
    /// <summary>Units a range may be ahead of its turn.</summary>
    private const int Ahead = 2;

    private long _sequence;
    private long _rows = from?.Rows ?? 0;

    public IAsyncEnumerable<T> ReadAsync(CancellationToken cancellationToken) => partition is null ? Serially(cancellationToken) : InRanges(cancellationToken);

    private async IAsyncEnumerable<T> Serially([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ISqlReader? reader = null;
        var after = from?.Key;
        try
        {
            while (true)
            {
                var (unit, failure) = await retries.ExecuteAsync<(T? Unit, MigrationException? Failure)>(async token =>
                {
                    try
                    {
                        reader ??= await OpenAsync(connection.OpenReaderAsync(after is null ? queries.Whole : queries.After(after, [.. key.Select(k => schema[k].Type)]), token));
                        return (await units.ReadAsync(reader, _sequence, _rows + 1, token), null);
                    }
                    catch (MigrationException e) when (e.Temporary)
                    {
                        if (reader is not null) await reader.DisposeAsync();
                        reader = null;
                        // Without a key nobody knows which rows were read.
                        if (_sequence > 0 && key.Length == 0) return (null, e);
                        throw;
                    }
                }, cancellationToken);
                if (failure is not null) throw failure;
                if (unit is null) yield break;
                _sequence++;
                _rows += units.Rows(reader!, unit);
                if (key.Length > 0)
                {
                    after = units.OfLastRow(reader!, unit, (batch, row) => (IReadOnlyList<string>)[.. key.Select(k => ValueFormatter.ToText(batch[k], row))]);
                    units.Mark(unit, new SqlCursor(_rows, after).ToText());
                }
                yield return unit;
            }
        }
        finally
        {
            if (reader is not null) await reader.DisposeAsync();
        }
    }

    private async IAsyncEnumerable<T> InRanges([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var snapshot = await connection.OpenSnapshotAsync(cancellationToken);
        var ranges = await RangesAsync(snapshot, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channels = ranges.Select(_ => Channel.CreateBounded<T>(Ahead)).ToList();
        var tasks = new List<Task>();
        try
        {
            // Opened one after the other: they take the snapshot over before the first of them reads.
            for (int i = 0; i < ranges.Count; i++)
            {
                var reader = await OpenAsync(snapshot.OpenReaderAsync(ranges[i], cancellationToken));
                var channel = channels[i].Writer;
                // Rows of each range have numbers of their own.
                long firstRow = ((long)i << 40) + 1;
                tasks.Add(Task.Run(() => PumpAsync(reader, firstRow, channel, stop.Token), CancellationToken.None));
            }
            var open = channels.Select(c => c.Reader).ToList();
            for (int turn = 0; open.Count > 0;)
            {
                turn %= open.Count;
                if (await open[turn].WaitToReadAsync(cancellationToken) && open[turn].TryRead(out var next))
                {
                    turn++;
                    yield return next;
                }
                else
                {
                    open.RemoveAt(turn);
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var channel in channels)
                while (channel.Reader.TryRead(out var left)) units.Drop(left);
        }
    }

    private async Task PumpAsync(ISqlReader reader, long firstRow, ChannelWriter<T> channel, CancellationToken cancellationToken)
    {
        await using var owned = reader;
        try
        {
            while (await units.ReadAsync(reader, 0, firstRow, cancellationToken) is { } unit)
            {
                firstRow += units.Rows(reader, unit);
                try
                {
                    await channel.WriteAsync(unit, cancellationToken);
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

    /// <summary>Equal parts of the column's range; one part where it has no values.</summary>
    private async Task<List<SqlQuery>> RangesAsync(ISqlSnapshot snapshot, CancellationToken cancellationToken)
    {
        var type = schema[schema.IndexOf(partition!.By)].Type;
        await using var reader = await snapshot.OpenReaderAsync(queries.Bounds, cancellationToken);
        using var found = (await reader.ReadAsync(cancellationToken))!;
        if (found[0].IsNull(0)) return [queries.Range(0, 0, type, withNulls: true)];
        // An expression has no declared type in SQLite: its value comes as text.
        long Bound(int column) => found[column] switch
        {
            Column<long> values => values[0],
            Column<int> days => days[0],
            var text => ValueReaders.Create(type, ValueFormat.Default, out _)!.ReadOne(ValueFormatter.ToText(text, 0)) switch
            {
                Column<long> values => values[0],
                Column<int> days => days[0],
                _ => throw new MigrationException(SqlMessages.CannotPartition.At(null, partition.By, $"{type} with values that are none")),
            },
        };
        long low = Bound(0), high = Bound(1);
        var ranges = new List<SqlQuery>();
        Int128 width = ((Int128)high - low + 1 + partition.Count - 1) / partition.Count;
        for (Int128 start = low; start <= high; start += width)
            ranges.Add(queries.Range((long)start, (long)Int128.Min(start + width - 1, high), type, withNulls: start == low));
        return ranges;
    }

    private async ValueTask<ISqlReader> OpenAsync(ValueTask<ISqlReader> opening)
    {
        var reader = await opening;
        if (reader.Schema.Fields.SequenceEqual(schema.Fields)) return reader;
        await reader.DisposeAsync();
        throw new MigrationException(SqlMessages.ColumnsChanged.At(null));
    }
}
