using System.Buffers.Binary;
using DataMigration.Connectors.Sql.Journals;
using DataMigration.Connectors.Sql.Staging;
using DataMigration.Data;
using Npgsql;

namespace DataMigration.Connectors.Sql.Postgres;

/// <summary>Rows on their way to the server in COPY's binary format, as the workers have made them: the numbers of fields, then each with its length.</summary>
internal sealed class PostgresCopy
{
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] End = [0xFF, 0xFF];
    private const int BufferSize = 1 << 18;

    /// <summary>How many fields there are, and one more in front.</summary>
    private const int MaxFront = 10;

    private readonly NpgsqlRawCopyStream _stream;

    private PostgresCopy(NpgsqlRawCopyStream stream) => _stream = stream;

    /// <summary>Runs a COPY … FROM STDIN (FORMAT binary).</summary>
    /// <param name="connection">Of an open transaction.</param>
    /// <param name="statement">The COPY.</param>
    /// <param name="write">Writes the rows.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(NpgsqlConnection connection, string statement, Func<PostgresCopy, Task> write, CancellationToken cancellationToken)
    {
        var stream = await connection.BeginRawBinaryCopyAsync(statement, cancellationToken);
        try
        {
            await stream.WriteAsync(Header, cancellationToken);
            await write(new PostgresCopy(stream));
            await stream.WriteAsync(End, cancellationToken);
        }
        finally
        {
            // The server's answer to the rows comes here.
            await stream.DisposeAsync();
        }
    }

    /// <summary>Rows as they lie.</summary>
    public async Task WriteAsync(StageChunk chunk, int low, int high, CancellationToken cancellationToken)
    {
        for (int next; low <= high; low = next) await _stream.WriteAsync(chunk.Run(low, high, out next), cancellationToken);
    }

    /// <summary>Each row with its number in front.</summary>
    public Task WriteNumberedAsync(StageChunk chunk, int low, int high, int width, CancellationToken cancellationToken) => WriteAsync(chunk, low, high, width, Front.Number, cancellationToken);

    /// <summary>The key of each row, which are its first fields, with what a journal calls the row in front.</summary>
    public Task WriteKeysAsync(StageChunk chunk, int low, int high, int width, CancellationToken cancellationToken) => WriteAsync(chunk, low, high, width, Front.KindOfKey, cancellationToken);

    private async Task WriteAsync(StageChunk chunk, int low, int high, int width, Front what, CancellationToken cancellationToken)
    {
        byte[] buffer = BufferPool.Of<byte>().Rent(BufferSize);
        int used = 0;
        for (int i = low; i <= high; i++)
        {
            int needed = MaxFront + chunk.Bytes(chunk.Rows[i]).Length;
            if (used + needed > buffer.Length && used > 0)
            {
                await _stream.WriteAsync(buffer.AsMemory(0, used), cancellationToken);
                used = 0;
            }
            if (needed > buffer.Length)
            {
                BufferPool.Of<byte>().Return(buffer);
                buffer = BufferPool.Of<byte>().Rent(needed);
            }
            used += Put(buffer.AsSpan(used), chunk.Bytes(chunk.Rows[i])[PostgresEncoder.HeadLength..], width, what, i);
        }
        await _stream.WriteAsync(buffer.AsMemory(0, used), cancellationToken);
        BufferPool.Of<byte>().Return(buffer);
    }

    /// <returns>How many bytes it has written.</returns>
    private static int Put(Span<byte> room, ReadOnlySpan<byte> fields, int width, Front what, int number)
    {
        bool isKey = what == Front.KindOfKey;
        int front = isKey ? 8 : 10;
        BinaryPrimitives.WriteInt16BigEndian(room, (short)(width + 1));
        BinaryPrimitives.WriteInt32BigEndian(room[2..], front - 6);
        if (isKey) BinaryPrimitives.WriteInt16BigEndian(room[6..], JournalKind.Inserted);
        else BinaryPrimitives.WriteInt32BigEndian(room[6..], number);
        if (isKey) fields = fields[..PostgresEncoder.LengthOf(fields, width)];
        fields.CopyTo(room[front..]);
        return front + fields.Length;
    }

    /// <summary>What stands in front of a row's own fields.</summary>
    private enum Front
    {
        /// <summary>Its number.</summary>
        Number,

        /// <summary>What a journal calls it.</summary>
        KindOfKey,
    }
}
