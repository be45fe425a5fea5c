using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using DataMigration.Data;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>
/// Bytes of a key that are the same for keys that are the same to the server: blanks behind a text do not count, nor what its collation ignores (case in …_CI, accents in …_AI), nor the offset
/// of a moment.
/// </summary>
internal sealed class SqlServerKey(IReadOnlyList<SqlServerColumn> columns)
{
    private readonly Column[] _values = new Column[columns.Count];

    public void Attach(int part, Column values) => _values[part] = values;

    public void Write(EncodedRows output, int row)
    {
        for (int i = 0; i < _values.Length; i++) Write(output, columns[i], _values[i], row);
    }

    private static void Write(EncodedRows output, SqlServerColumn column, Column values, int row)
    {
        switch (values.Type.Kind)
        {
            case DataKind.Integer or DataKind.DateTime or DataKind.Time when !column.Type.IsText:
                Put(output, Unsafe.As<Column<long>>(values)[row]);
                break;
            case DataKind.DateTimeOffset when !column.Type.IsText:
                Put(output, Unsafe.As<Column<DateTimeOffset>>(values)[row].UtcTicks);
                break;
            case DataKind.Date when !column.Type.IsText:
                Put(output, Unsafe.As<Column<int>>(values)[row]);
                break;
            case DataKind.Boolean when !column.Type.IsText:
                Put(output, Unsafe.As<Column<bool>>(values)[row] ? 1 : 0);
                break;
            case DataKind.Number when !column.Type.IsText:
                double number = Unsafe.As<Column<double>>(values)[row];
                Put(output, BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number));
                break;
            case DataKind.Decimal when !column.Type.IsText:
                BinaryPrimitives.WriteInt128LittleEndian(output.Reserve(16), Unsafe.As<Column<Int128>>(values)[row]);
                output.Advance(16);
                break;
            case DataKind.Guid when !column.Type.IsText:
                Unsafe.As<Column<Guid>>(values)[row].TryWriteBytes(output.Reserve(16));
                output.Advance(16);
                break;
            case DataKind.Binary:
                // Zeros behind them do not count either.
                Put(output, Unsafe.As<TextColumn>(values)[row].TrimEnd((byte)0));
                break;
            default:
                Put(output, Text(column.Collation, values is TextColumn texts ? Encoding.UTF8.GetString(texts[row]) : Values.ValueFormatter.ToText(values, row)));
                break;
        }
    }

    /// <summary>A text as its collation sees it, as far as this program knows how.</summary>
    internal static byte[] Text(string? collation, string text)
    {
        text = text.TrimEnd(' ');
        collation ??= "";
        if (collation.Contains("_BIN", StringComparison.OrdinalIgnoreCase)) return Encoding.UTF8.GetBytes(text);
        if (collation.Contains("_AI", StringComparison.OrdinalIgnoreCase)) text = WithoutAccents(text);
        if (!collation.Contains("_CS", StringComparison.OrdinalIgnoreCase)) text = text.ToUpperInvariant();
        return Encoding.UTF8.GetBytes(text);
    }

    private static string WithoutAccents(string text)
    {
        var plain = new StringBuilder(text.Length);
        // U+FFFE is a character like others; only Normalize takes it for damage.
        foreach (char c in string.Join('\uFFFE', text.Split('\uFFFE').Select(part => part.Normalize(NormalizationForm.FormD))))
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark) plain.Append(c);
        return plain.ToString();
    }

    private static void Put(EncodedRows output, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.Reserve(8), value);
        output.Advance(8);
    }

    private static void Put(EncodedRows output, ReadOnlySpan<byte> bytes)
    {
        Put(output, bytes.Length);
        bytes.CopyTo(output.Reserve(bytes.Length));
        output.Advance(bytes.Length);
    }
}
