using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using DataMigration.Data;
using DataMigration.Values;

namespace DataMigration.Connectors.Sql;

/// <summary>Rows as JSON Lines: numbers exact, binary values in base64, null as null, a value that did not fit its type as the database held it.</summary>
internal sealed class SqlRejectFormat : IRejectFormat
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private string? _reasonColumn;

    public string Extension => ".jsonl";

    public void WriteHeader(IBufferWriter<byte> output, string? reasonColumn) => _reasonColumn = reasonColumn;

    public void WriteRow(RecordBatch batch, int row, string? reason, IBufferWriter<byte> output)
    {
        using (var json = new Utf8JsonWriter(output, Relaxed))
        {
            json.WriteStartObject();
            for (int i = 0; i < batch.Schema.Count; i++)
            {
                json.WritePropertyName(batch.Schema[i].Name);
                if ((batch.Origins as SqlRowOrigins)?.Misfit(row, i) is { } kept) json.WriteRawValue(kept, skipInputValidation: true);
                else WriteValue(json, batch[i], row);
            }
            if (reason is not null && _reasonColumn is not null) json.WriteString(_reasonColumn, reason);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    private static void WriteValue(Utf8JsonWriter json, Column column, int row)
    {
        if (column.IsNull(row))
        {
            json.WriteNullValue();
            return;
        }
        switch (column.Type.Kind)
        {
            case DataKind.Text: json.WriteStringValue(((TextColumn)column)[row]); break;
            case DataKind.Json: json.WriteRawValue(((TextColumn)column)[row], skipInputValidation: true); break;
            case DataKind.Binary: json.WriteBase64StringValue(((TextColumn)column)[row]); break;
            case DataKind.Boolean: json.WriteBooleanValue(((Column<bool>)column)[row]); break;
            case DataKind.Integer: json.WriteNumberValue(((Column<long>)column)[row]); break;
            case DataKind.Number when double.IsFinite(((Column<double>)column)[row]): json.WriteNumberValue(((Column<double>)column)[row]); break;
            case DataKind.Decimal: json.WriteRawValue(ValueFormatter.ToText(column, row), skipInputValidation: true); break;
            default: json.WriteStringValue(ValueFormatter.ToText(column, row)); break;
        }
    }
}
