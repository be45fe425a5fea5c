using DataMigration.Data;
using DataMigration.Failures;
using DataMigration.Values;

namespace DataMigration.Connectors.Sql.Reading;

/// <summary>What all ways of reading ask of a reader.</summary>
internal static class SqlReaders
{
    /// <exception cref="MigrationException">The columns are others than when they were discovered.</exception>
    public static async ValueTask<ISqlReader> CheckAsync(ValueTask<ISqlReader> opening, RecordSchema schema)
    {
        var reader = await opening;
        if (reader.Schema.Fields.SequenceEqual(schema.Fields)) return reader;
        await reader.DisposeAsync();
        throw new MigrationException(SqlMessages.ColumnsChanged.At(null));
    }

    /// <summary>The key of the last row of the unit just read, each value in its own form.</summary>
    public static IReadOnlyList<string> KeyOfLast<T>(IReadingUnits<T> units, ISqlReader reader, T unit, int[] key) where T : class =>
        units.OfLastRow(reader, unit, (batch, row) => (IReadOnlyList<string>)[.. key.Select(k => ValueFormatter.ToText(batch[k], row))]);
}
