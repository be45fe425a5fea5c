using System.Runtime.CompilerServices;
using DataMigration.Data;
using DataMigration.Failures;

namespace DataMigration.Connectors.Sql.Reading;

/// <summary>One reading of a source's rows, from the first to the last, by one reader that takes up again behind the last key.</summary>
internal sealed class SqlReading<T>(ISqlConnection connection, SqlQueries queries, IReadingUnits<T> units, RecordSchema schema, int[] key, IRetries retries, SqlCursor? from) where T : class
{
    private long _sequence;
    private long _rows = from?.Rows ?? 0;

    public async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
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
                        reader ??= await SqlReaders.CheckAsync(connection.OpenReaderAsync(after is null ? queries.Whole : queries.After(after, [.. key.Select(k => schema[k].Type)]), token), schema);
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
                    after = SqlReaders.KeyOfLast(units, reader!, unit, key);
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
}
