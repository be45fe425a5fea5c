using System.Runtime.CompilerServices;
using System.Text.Json;
using DataMigration.Data;
using Microsoft.Data.SqlClient;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Collects rows of a reader in columns until their number is known. Columns of a row are asked for in order, once: the driver streams.</summary>
internal sealed class SqlServerCells(IReadOnlyList<SqlServerResult> results, int capacity) : IDisposable
{
    private readonly SqlServerForm[] _forms = [.. results.Select(r => r.Form)];
    private readonly SqlServerStreams _streams = new();
    private readonly List<(int Row, int Column)> _misfits = [];
    private Column[] _columns = Empty(results, capacity);

    /// <summary>Takes the row at hand.</summary>
    /// <returns>About how many bytes it has.</returns>
    public long Read(SqlDataReader reader, int row)
    {
        long bytes = 16L * _columns.Length;
        for (int i = 0; i < _columns.Length; i++)
            if (!reader.IsDBNull(i)) bytes += Read(reader, i, row);
        return bytes;
    }

    /// <summary>The first <paramref name="count"/> rows as a batch; starts anew.</summary>
    public RecordBatch Take(RecordSchema schema, int count, SqlRowOrigins origins)
    {
        var columns = _columns;
        _columns = Empty(results, capacity);
        if (count < capacity)
        {
            var rows = new int[count];
            for (int row = 0; row < count; row++) rows[row] = row;
            for (int i = 0; i < columns.Length; i++)
            {
                var whole = columns[i];
                columns[i] = ColumnRows.Take(whole, rows);
                whole.Dispose();
            }
        }
        var batch = new RecordBatch(schema, count, columns, origins);
        foreach (var (row, column) in _misfits)
        {
            string text = ((TextColumn)columns[column]).GetString(row)!, name = schema[column].Name;
            origins.Keep(row, column, JsonSerializer.SerializeToUtf8Bytes(text, ConnectorJson.Default.String));
            columns[column].SetNull(row);
            batch.Failures.Fail(row, SqlRules.SourceType, name, text, $"{name} holds half a character (a surrogate without its other half), which no text can.");
        }
        _misfits.Clear();
        return batch;
    }

    public void Dispose()
    {
        foreach (var column in _columns) column.Dispose();
    }

    private static Column[] Empty(IReadOnlyList<SqlServerResult> results, int capacity) => [.. results.Select(r => Column.Create(r.Field.Type, capacity))];

    private int Read(SqlDataReader reader, int column, int row)
    {
        var values = _columns[column];
        switch (_forms[column])
        {
            case SqlServerForm.Text:
                return Text(reader.GetString(column), column, row);
            case SqlServerForm.LongText:
                if (!_streams.ReadText(reader, column, Unsafe.As<TextColumn>(values), row)) _misfits.Add((row, column));
                return Unsafe.As<TextColumn>(values).Lengths[row];
            case SqlServerForm.Variant:
                return Text(SqlServerVariant.Text(reader.GetSqlValue(column)), column, row);
            case SqlServerForm.Binary:
                SqlServerStreams.ReadBytes(reader, column, Unsafe.As<TextColumn>(values), row);
                return Unsafe.As<TextColumn>(values).Lengths[row];
            case SqlServerForm.Bit:
                Unsafe.As<Column<bool>>(values).Set(row, reader.GetBoolean(column));
                return 0;
            case SqlServerForm.Byte:
                Unsafe.As<Column<long>>(values).Set(row, reader.GetByte(column));
                return 0;
            case SqlServerForm.Int16:
                Unsafe.As<Column<long>>(values).Set(row, reader.GetInt16(column));
                return 0;
            case SqlServerForm.Int32:
                Unsafe.As<Column<long>>(values).Set(row, reader.GetInt32(column));
                return 0;
            case SqlServerForm.Int64:
                Unsafe.As<Column<long>>(values).Set(row, reader.GetInt64(column));
                return 0;
            case SqlServerForm.Real:
                Unsafe.As<Column<double>>(values).Set(row, SqlServerValues.Widen(reader.GetFloat(column)));
                return 0;
            case SqlServerForm.Float:
                Unsafe.As<Column<double>>(values).Set(row, reader.GetDouble(column));
                return 0;
            case SqlServerForm.Decimal:
                Unsafe.As<Column<Int128>>(values).Set(row, SqlServerValues.Unscaled(reader.GetSqlDecimal(column), values.Type.Scale));
                return 0;
            case SqlServerForm.Money:
                Unsafe.As<Column<Int128>>(values).Set(row, reader.GetSqlMoney(column).GetTdsValue());
                return 0;
            case SqlServerForm.Date:
                Unsafe.As<Column<int>>(values).Set(row, DateOnly.FromDateTime(reader.GetDateTime(column)).DayNumber);
                return 0;
            case SqlServerForm.DateTime:
                Unsafe.As<Column<long>>(values).Set(row, reader.GetDateTime(column).Ticks);
                return 0;
            case SqlServerForm.Offset:
                Unsafe.As<Column<DateTimeOffset>>(values).Set(row, reader.GetDateTimeOffset(column));
                return 0;
            case SqlServerForm.Time:
                Unsafe.As<Column<long>>(values).Set(row, reader.GetTimeSpan(column).Ticks);
                return 0;
            case SqlServerForm.Guid:
                Unsafe.As<Column<Guid>>(values).Set(row, reader.GetGuid(column));
                return 0;
            default:
                throw new InvalidOperationException($"No reader for {_forms[column]}.");
        }
    }

    private int Text(string text, int column, int row)
    {
        var values = Unsafe.As<TextColumn>(_columns[column]);
        if (!SqlServerStreams.Append(values, row, text)) _misfits.Add((row, column));
        return values.Lengths[row];
    }
}
