using Npgsql;

namespace DataMigration.Benchmarks;

/// <summary>
/// What a person would write for <c>upsert.yaml</c>, without mapping, validations, rejects, checkpoints or journal: clean CSV over a temporary stage into the table, a transaction for every 10,000 rows.
/// </summary>
internal static class UpsertByHand
{
    private const int RowsPerTransaction = 10_000;

    private const string Columns = "name, email, phone, tier, street, city, state, zip, created_on, balance, active, notes";

    private static readonly string Upsert = $"""
        INSERT INTO customers_upsert AS t SELECT * FROM stage
        ON CONFLICT (customer_id) DO UPDATE SET ({Columns}) = ROW({List("excluded.")})
        WHERE ({List("t.")}) IS DISTINCT FROM ({List("excluded.")})
        """;

    public static void Run(string connectionString, string csv)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        Execute(connection, "CREATE TEMP TABLE stage (LIKE customers_upsert) ON COMMIT DELETE ROWS");
        using var file = File.OpenRead(csv);
        var records = new CsvRecords(file);
        records.Skip();
        while (!records.IsAtEnd)
        {
            using var transaction = connection.BeginTransaction();
            using (var rows = (StreamWriter)connection.BeginTextImport("COPY stage FROM STDIN (FORMAT csv, FORCE_NOT_NULL (notes))"))
                records.CopyTo(rows.BaseStream, RowsPerTransaction);
            Execute(connection, Upsert);
            transaction.Commit();
        }
    }

    private static string List(string prefix) => string.Join(", ", Columns.Split(", ").Select(c => prefix + c));

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>Whole records of a CSV file, so many at a time.</summary>
    private sealed class CsvRecords(Stream file)
    {
        private readonly byte[] _buffer = new byte[1 << 20];
        private int _start;
        private int _end;
        private bool _quoted;

        public bool IsAtEnd => _start == _end && !Fill();

        public void Skip() => CopyTo(Stream.Null, 1);

        public void CopyTo(Stream output, int records)
        {
            while (records > 0 && !IsAtEnd)
            {
                int at = _start;
                while (at < _end && records > 0)
                {
                    byte b = _buffer[at++];
                    if (b == '"') _quoted = !_quoted;
                    else if (b == '\n' && !_quoted) records--;
                }
                output.Write(_buffer, _start, at - _start);
                _start = at;
            }
        }

        private bool Fill()
        {
            (_start, _end) = (0, file.Read(_buffer));
            return _end > 0;
        }
    }
}
