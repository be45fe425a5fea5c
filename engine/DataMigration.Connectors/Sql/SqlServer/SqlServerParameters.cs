using System.Data;
using DataMigration.Data;
using DataMigration.Values;
using Microsoft.Data.SqlClient;
using SqlClientParameter = Microsoft.Data.SqlClient.SqlParameter;

namespace DataMigration.Connectors.Sql.SqlServer;

/// <summary>Binds the parameters of a query, each as its type.</summary>
internal static class SqlServerParameters
{
    private const int MaxChars = 4000, MaxBytes = 8000;

    /// <param name="command">What takes them.</param>
    /// <param name="parameters">The values.</param>
    /// <param name="results">The columns of the result as far as they are known: a value that stands for a place in their order is bound as the column is typed, lest the server compare otherwise than it sorts.</param>
    public static void Bind(SqlCommand command, IReadOnlyList<SqlParameter> parameters, IReadOnlyList<SqlServerResult> results)
    {
        command.Parameters.Clear();
        foreach (var parameter in parameters)
        {
            string? column = parameter.Column is null ? null : results.FirstOrDefault(r => r.Field.Name == parameter.Column)?.TypeName;
            command.Parameters.Add(Of(parameter, column));
        }
    }

    private static SqlClientParameter Of(SqlParameter parameter, string? column)
    {
        object value = DBNull.Value;
        if (parameter.Text is { } text)
        {
            using var cell = ValueReaders.Create(parameter.Type, ValueFormat.Default, out _)!.ReadOne(text)!;
            value = SqlServerValues.Box(cell, 0);
        }
        var (type, size) = TypeOf(parameter.Type.Kind, value, column);
        var bound = new SqlClientParameter("@" + parameter.Name, type) { Value = type == SqlDbType.Real && value is double number ? (float)number : value };
        if (size != 0) bound.Size = size;
        if (type == SqlDbType.Decimal) (bound.Precision, bound.Scale) = ((byte)parameter.Type.Precision, (byte)parameter.Type.Scale);
        return bound;
    }

    private static (SqlDbType Type, int Size) TypeOf(DataKind kind, object value, string? column) => (kind, column) switch
    {
        (DataKind.Text, "char" or "varchar" or "text") => (SqlDbType.VarChar, value is string { Length: > MaxBytes } ? -1 : MaxBytes),
        (DataKind.Text or DataKind.Json, _) => (SqlDbType.NVarChar, value is string { Length: > MaxChars } ? -1 : MaxChars),
        (DataKind.Binary, _) => (SqlDbType.VarBinary, value is byte[] { Length: > MaxBytes } ? -1 : MaxBytes),
        (DataKind.Integer, _) => (SqlDbType.BigInt, 0),
        (DataKind.Number, "real") => (SqlDbType.Real, 0),
        (DataKind.Number, _) => (SqlDbType.Float, 0),
        (DataKind.Decimal, _) => (SqlDbType.Decimal, 0),
        (DataKind.Boolean, _) => (SqlDbType.Bit, 0),
        (DataKind.Date, _) => (SqlDbType.Date, 0),
        (DataKind.DateTime, "datetime") => (SqlDbType.DateTime, 0),
        (DataKind.DateTime, "smalldatetime") => (SqlDbType.SmallDateTime, 0),
        (DataKind.DateTime, _) => (SqlDbType.DateTime2, 0),
        (DataKind.DateTimeOffset, _) => (SqlDbType.DateTimeOffset, 0),
        (DataKind.Time, _) => (SqlDbType.Time, 0),
        (DataKind.Guid, _) => (SqlDbType.UniqueIdentifier, 0),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
